// SPDX-License-Identifier: Apache-2.0
package io.nestrel.watching;

import static org.assertj.core.api.Assertions.assertThat;

import io.nestrel.backend.Backend;
import io.nestrel.scripted.ScriptedDatabase;
import io.nestrel.transaction.TransactionManager;
import io.nestrel.transaction.TransactionOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A flight recording shows transactions, scopes and statements inside each other. */
class FlightRecorderTest {
  private final ScriptedDatabase database = new ScriptedDatabase();
  private final Backend backend = database.backend();
  private final TransactionManager manager = backend.transactionManager();

  private void delete() {
    backend.execute("DELETE");
  }

  @Test
  void a_recording_shows_the_nesting(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("nested.jfr");
    try (Recording recording = new Recording()) {
      for (String event : List.of("Transaction", "Scope", "Statement")) {
        recording.enable("io.nestrel." + event).withThreshold(Duration.ZERO);
      }
      recording.start();
      backend.transaction(
          TransactionOptions.defaults().name("recorded"),
          () -> {
            delete();
            manager.begin(TransactionOptions.defaults().name("inner"));
            backend.execute("UPDATE");
            backend.stream("SELECT", Integer.class).close();
            manager.rollback();
          });
      recording.stop();
      recording.dump(file);
    }
    List<RecordedEvent> events =
        RecordingFile.readAllEvents(file).stream()
            .filter(event -> event.getThread().getJavaThreadId() == Thread.currentThread().getId())
            .sorted(Comparator.comparing(RecordedEvent::getStartTime))
            .toList();
    RecordedEvent transaction = only(events, "Transaction").toList().get(0);
    assertThat(transaction.getString("name")).isEqualTo("recorded");
    assertThat(transaction.getString("outcome")).isEqualTo("committed");
    assertThat(transaction.getInt("statements")).isEqualTo(3);
    assertThat(transaction.getInt("savepoints")).isEqualTo(1);
    RecordedEvent inner = only(events, "Scope").filter(s -> s.getInt("level") == 2).toList().get(0);
    assertThat(inner.getString("name")).isEqualTo("inner");
    assertThat(inner.getString("savepoint")).isEqualTo("SP_1");
    assertThat(inner.getString("outcome")).isEqualTo("rolled back");
    assertInside(inner, transaction);
    List<RecordedEvent> statements = only(events, "Statement").toList();
    assertThat(statements)
        .extracting(s -> s.getInt("level") + " " + s.getString("sql"))
        .containsExactly("1 DELETE", "2 UPDATE", "2 SELECT");
    assertInside(statements.get(0), transaction);
    assertInside(statements.get(1), inner);
  }

  private static Stream<RecordedEvent> only(List<RecordedEvent> events, String name) {
    return events.stream().filter(e -> e.getEventType().getName().equals("io.nestrel." + name));
  }

  private static void assertInside(RecordedEvent event, RecordedEvent other) {
    assertThat(event.getStartTime()).isBetween(other.getStartTime(), other.getEndTime());
    assertThat(event.getEndTime()).isBetween(other.getStartTime(), other.getEndTime());
  }
}

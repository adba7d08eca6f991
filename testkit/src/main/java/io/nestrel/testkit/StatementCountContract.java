// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.nestrel.backend.Backend;
import io.nestrel.backend.BackendOptions;
import java.io.IOException;
import java.util.Comparator;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * How many statements each operation sends, and which, once driver and server know them: no round
 * trip comes back unnoticed.
 */
public abstract class StatementCountContract {
  /** After the fifth time PostgreSQL's driver has the server keep a statement. */
  private static final int WARM_UP = 6;

  private static final int COUNTED = 2;

  protected StatementCountContract() {}

  /** An empty database, which nobody else uses. */
  protected abstract TestDatabase newDatabase() throws IOException;

  /** What is known to be sent: for each operation a line with the number and the statements. */
  protected abstract String combined();

  /** The same, with control statements that go one by one. */
  protected abstract String oneByOne();

  @Test
  final void each_operation_sends_exactly_what_is_known() throws IOException {
    assertThat(table(true)).isEqualTo(combined());
  }

  @Test
  final void each_operation_sends_exactly_what_is_known_where_nothing_is_combined()
      throws IOException {
    assertThat(table(false)).isEqualTo(oneByOne());
  }

  private String table(boolean combining) throws IOException {
    TestDatabase database = newDatabase();
    RecordingDataSource recording = RecordingDataSource.of(database.dataSource());
    StringBuilder table = new StringBuilder();
    try (database;
        HikariDataSource pool = new HikariDataSource()) {
      pool.setDataSource(recording);
      pool.setMaximumPoolSize(1);
      Backend backend = Backend.of(pool, BackendOptions.defaults().combining(combining));
      backend.execute("CREATE TABLE entry (id INTEGER NOT NULL PRIMARY KEY, note VARCHAR(200))");
      ContractTest.createWidgets(backend, database);
      ContractTest.createReadings(backend, database);
      CountedOperations operations = new CountedOperations(backend);
      operations
          .outside()
          .forEach((name, work) -> table.append(line(name, () -> traffic(work, recording))));
      operations
          .inside()
          .forEach(
              (name, work) ->
                  table.append(line("… " + name, () -> inside(backend, work, recording))));
      backend.close();
    }
    return table.toString();
  }

  /**
   * The pool asks a connection that has done nothing for half a second whether it lives, to which a
   * slow machine may come: so the run with the least traffic counts.
   */
  private static String line(String name, Supplier<Traffic> run) {
    Traffic traffic =
        Stream.generate(run)
            .skip(WARM_UP)
            .limit(COUNTED)
            .min(Comparator.comparingInt(Traffic::roundTrips))
            .orElseThrow();
    return "%-39s %3d  %s%n".formatted(name, traffic.roundTrips(), traffic.summary());
  }

  private Traffic inside(Backend backend, Runnable work, RecordingDataSource recording) {
    return backend.transaction(
        () -> {
          backend.execute("DELETE FROM entry");
          return traffic(work, recording);
        });
  }

  private Traffic traffic(Runnable work, RecordingDataSource recording) {
    CuttingProxy proxy = proxy();
    if (proxy != null) {
      proxy.count();
    }
    recording.clear();
    work.run();
    return new Traffic(
        recording.sent(), recording.prepared(), proxy == null ? null : proxy.roundTrips());
  }

  /** Through which the connections go; null where there is no network. */
  @Nullable CuttingProxy proxy() {
    return null;
  }
}

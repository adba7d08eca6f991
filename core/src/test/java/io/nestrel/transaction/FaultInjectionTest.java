// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.nestrel.backend.Backend;
import io.nestrel.dialect.Damage;
import io.nestrel.error.NestrelException;
import io.nestrel.scripted.ScriptedDatabase;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One program, with each kind of fault at each statement in turn. */
class FaultInjectionTest {

  /** Every second inner scope swallows what goes wrong in it, as applications do. */
  private static void program(Backend backend) {
    TransactionManager manager = backend.transactionManager();
    backend.transaction(
        () -> {
          backend.execute("INSERT a");
          try {
            backend.transaction(
                () -> {
                  backend.execute("INSERT b");
                  Savepoint mark = manager.savepoint();
                  backend.execute("INSERT c");
                  mark.rollback();
                  backend.transaction(() -> backend.execute("INSERT d"));
                });
          } catch (NestrelException e) {
            assertThat(e).hasMessageNotContaining("null");
          }
          backend.execute("INSERT e");
          backend.transaction(() -> backend.execute("INSERT f"));
        });
  }

  static Stream<Arguments> faults() {
    ScriptedDatabase database = new ScriptedDatabase();
    program(database.backend());
    int statements = database.sent().size();
    return IntStream.range(0, statements)
        .boxed()
        .flatMap(at -> Stream.of(Damage.values()).map(damage -> Arguments.of(at, damage)));
  }

  @ParameterizedTest(name = "statement {0}, damage to the {1}")
  @MethodSource("faults")
  void a_commit_is_reported_only_when_it_happened_and_nothing_is_left_behind(
      int at, Damage damage) {
    ScriptedDatabase database = new ScriptedDatabase().failOn("", damage, at);
    Backend backend = database.backend();
    boolean reported;
    try {
      program(backend);
      reported = true;
    } catch (NestrelException e) {
      reported = false;
    }
    List<String> sent = database.sent();
    boolean failedCommit = at < sent.size() && sent.get(at).equals("COMMIT");
    assertThat(sent.contains("COMMIT") && !failedCommit).as("%s", sent).isEqualTo(reported);
    boolean replaced = sent.get(at).equals("BEGIN") && damage == Damage.CONNECTION;
    if (replaced) {
      assertThat(reported).isTrue(); // another connection did it all
    } else if (damage == Damage.TRANSACTION || damage == Damage.CONNECTION) {
      assertThat(sent.subList(at + 1, sent.size())).isSubsetOf("ROLLBACK");
    }
    assertThat(backend.transactionManager().level()).isZero();
    assertThat(database.openConnections()).isZero();
    database.take();
    backend.transaction(() -> backend.execute("DELETE"));
    assertThat(database.take()).containsExactly("BEGIN", "DELETE", "COMMIT");
  }
}

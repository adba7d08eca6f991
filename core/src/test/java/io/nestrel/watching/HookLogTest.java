// SPDX-License-Identifier: Apache-2.0
package io.nestrel.watching;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.nestrel.backend.Backend;
import io.nestrel.dialect.Damage;
import io.nestrel.scripted.ScriptedDatabase;
import io.nestrel.transaction.RetryPolicy;
import io.nestrel.transaction.TransactionManager;
import io.nestrel.transaction.TransactionOptions;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What hooks do wrong changes nothing, so the log is where it is told. */
class HookLogTest {
  private final ScriptedDatabase database = new ScriptedDatabase();
  private final Backend backend = database.backend();
  private final TransactionManager manager = backend.transactionManager();

  @Test
  void a_hook_that_throws_is_logged_as_an_error() {
    try (Logged logged = Logged.atDebug()) {
      backend.transaction(
          () ->
              manager.afterCommit(
                  () -> {
                    throw new IllegalStateException("hook");
                  }));
      assertThat(logged.messages(Level.ERROR, "after the commit failed")).hasSize(1);
      manager.begin();
      manager.afterRollback(
          () -> {
            throw new IllegalStateException("hook");
          });
      manager.rollback();
      assertThat(logged.messages(Level.ERROR, "after the rollback failed")).hasSize(1);
    }
  }

  @Test
  void a_transaction_that_a_hook_leaves_open_is_logged_as_an_error() {
    try (Logged logged = Logged.atDebug()) {
      backend.transaction(() -> manager.afterCommit(() -> manager.begin()));
      assertThat(logged.messages(Level.ERROR, "left a transaction open")).hasSize(1);
      assertThat(manager.isActive()).isFalse();
    }
  }

  @Test
  void each_attempt_that_is_followed_by_another_is_logged_at_debug() {
    database.failOn("DELETE", Damage.TRANSACTION).failOn("DELETE", Damage.TRANSACTION);
    RetryPolicy policy =
        RetryPolicy.attempts(3).waits(Duration.ZERO, Duration.ZERO).when(failure -> true);
    try (Logged logged = Logged.atDebug()) {
      backend.transaction(
          TransactionOptions.defaults().retry(policy), () -> backend.execute("DELETE"));
      assertThat(logged.messages(Level.DEBUG, "Attempt "))
          .containsExactly(
              "Attempt 1 of 3 failed; the work runs again",
              "Attempt 2 of 3 failed; the work runs again");
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.backend.Backend;
import io.nestrel.dialect.Damage;
import io.nestrel.error.TransactionTimeoutException;
import io.nestrel.scripted.ScriptedDatabase;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is sent, and what is not, when the time is over. */
class DeadlineTest {
  private static final Duration TIME = Duration.ofMillis(500);

  private final ScriptedDatabase database = new ScriptedDatabase();
  private final Backend backend = database.backend();
  private final TransactionManager manager = backend.transactionManager();

  /** What has to be loaded takes its time too. */
  @BeforeEach
  void warmUp() {
    backend.transaction(
        within(Duration.ofMinutes(1)), () -> backend.transaction(() -> backend.execute("WARM")));
    database.take();
  }

  @AfterEach
  void close() {
    backend.close();
    assertThat(database.openConnections()).isZero();
  }

  private static TransactionOptions within(Duration time) {
    return TransactionOptions.defaults().timeout(time);
  }

  private static void passTime() {
    long end = System.nanoTime() + TIME.toNanos();
    while (System.nanoTime() - end < 0) {
      Thread.onSpinWait();
    }
  }

  @Test
  void without_time_nothing_is_sent_and_no_connection_borrowed() {
    manager.begin(within(Duration.ofNanos(1)).name("night"));
    assertThatThrownBy(() -> backend.execute("DELETE FROM t"))
        .isInstanceOf(TransactionTimeoutException.class)
        .hasMessageContaining("transaction \"night\" is over");
    manager.rollback();
    assertThat(database.sent()).isEmpty();
  }

  @Test
  void a_commit_that_is_too_late_is_a_rollback() {
    assertThatThrownBy(
            () ->
                backend.transaction(
                    within(TIME),
                    () -> {
                      backend.execute("DELETE FROM t");
                      passTime();
                    }))
        .isInstanceOf(TransactionTimeoutException.class);
    assertThat(database.sent()).containsExactly("BEGIN", "DELETE FROM t", "ROLLBACK");
  }

  @Test
  void rolling_back_a_nested_scope_is_still_done() {
    manager.begin(within(TIME));
    backend.execute("DELETE FROM t");
    manager.begin();
    backend.execute("DELETE FROM u");
    passTime();
    database.take();
    manager.rollback();
    assertThat(database.take()).hasSize(1).first().asString().startsWith("ROLLBACK TO");
    assertThatThrownBy(manager::commit).isInstanceOf(TransactionTimeoutException.class);
    manager.rollback();
    assertThat(database.take()).containsExactly("ROLLBACK");
  }

  @Test
  void a_begin_that_fails_when_the_time_is_over_is_a_timeout_and_is_not_tried_again() {
    manager.begin(within(TIME));
    database.failOn("BEGIN", Damage.STATEMENT);
    assertThatThrownBy(() -> backend.execute("DELETE FROM t")).hasMessageContaining("BEGIN");
    assertThat(manager.status()).isEqualTo(TransactionStatus.ACTIVE);
    passTime();
    assertThatThrownBy(() -> backend.execute("DELETE FROM t"))
        .isInstanceOf(TransactionTimeoutException.class);
    manager.rollback();
    assertThat(database.sent()).containsExactly("BEGIN");
  }

  @Test
  void raw_access_that_takes_too_long_is_a_timeout_and_costs_the_connection() {
    manager.begin(within(TIME));
    assertThatThrownBy(() -> backend.useConnection(connection -> database.awaitCancel()))
        .isInstanceOf(TransactionTimeoutException.class);
    manager.rollback();
    assertThat(database.discardedConnections()).isEqualTo(1);
    backend.transaction(within(Duration.ofMinutes(1)), () -> backend.execute("DELETE FROM t"));
    assertThat(database.sent()).containsExactly("BEGIN", "BEGIN", "DELETE FROM t", "COMMIT");
  }

  @Test
  void the_thread_that_keeps_the_time_keeps_no_program_alive() throws Exception {
    CompletableFuture<Thread> thread = new CompletableFuture<>();
    Future<?> due =
        Timer.in(0, TimeUnit.NANOSECONDS, () -> thread.complete(Thread.currentThread()));
    due.get();
    assertThat(thread.get().isDaemon()).isTrue();
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.dialect.Damage;
import io.nestrel.error.DatabaseException;
import io.nestrel.error.TransactionDoomedException;
import io.nestrel.error.TransactionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Work that runs again when its transaction was lost. */
class RetryTest extends RetriedTransactions {
  @Test
  void the_whole_work_runs_again_with_hooks_of_its_own() {
    database.failOn("DELETE", Damage.TRANSACTION).failOn("DELETE", Damage.SCOPE);
    backend.transaction(
        RETRIED,
        () -> {
          manager.beforeCommit(() -> calls.add("before"));
          manager.afterCommit(() -> calls.add("committed"));
          manager.afterRollback(() -> calls.add("rolled back"));
          backend.execute("INSERT");
          delete();
        });
    assertThat(calls).containsExactly("rolled back", "rolled back", "before", "committed");
    assertThat(database.take())
        .containsExactly(
            "BEGIN",
            "INSERT",
            "DELETE",
            "ROLLBACK",
            "BEGIN",
            "INSERT",
            "DELETE",
            "ROLLBACK",
            "BEGIN",
            "INSERT",
            "DELETE",
            "COMMIT");
    assertUsableAfterwards();
  }

  @Test
  void it_is_bounded_and_throws_the_last_failure_with_the_earlier_ones_suppressed() {
    for (int i = 0; i < 3; i++) {
      database.failOn("DELETE", Damage.TRANSACTION);
    }
    List<Throwable> thrown = new ArrayList<>();
    assertThatThrownBy(
            () ->
                backend.transaction(
                    RETRIED,
                    () -> {
                      try {
                        delete();
                      } catch (DatabaseException e) {
                        thrown.add(e);
                        throw e;
                      }
                    }))
        .satisfies(
            e -> {
              assertThat(e).isSameAs(thrown.get(2));
              assertThat(e.getSuppressed()).containsExactly(thrown.get(0), thrown.get(1));
            });
    assertUsableAfterwards();
  }

  @Test
  void work_may_throw_the_same_exception_each_time() {
    for (int i = 0; i < 3; i++) {
      database.failOn("DELETE", Damage.TRANSACTION);
    }
    IllegalStateException same = new IllegalStateException("same");
    assertThatThrownBy(
            () ->
                backend.transaction(
                    RETRIED,
                    () -> {
                      assertThatThrownBy(this::delete).isInstanceOf(DatabaseException.class);
                      throw same;
                    }))
        .isSameAs(same);
    assertThat(database.sent()).filteredOn("BEGIN"::equals).hasSize(3);
    assertUsableAfterwards();
  }

  @Test
  void a_failure_at_commit_is_retried() {
    database.failOn("COMMIT", Damage.TRANSACTION);
    backend.transaction(RETRIED, this::delete);
    assertThat(database.take())
        .startsWith("BEGIN", "DELETE", "COMMIT")
        .endsWith("DELETE", "COMMIT");
    assertUsableAfterwards();
  }

  @Test
  void a_failure_at_begin_is_retried() {
    database.failOn("BEGIN", Damage.STATEMENT);
    backend.transaction(RETRIED, this::delete);
    assertThat(database.take()).containsExactly("BEGIN", "BEGIN", "DELETE", "COMMIT");
    assertUsableAfterwards();
  }

  @Test
  void an_interrupt_ends_the_waiting_and_stays_set() {
    database.failOn("DELETE", Damage.TRANSACTION);
    RetryPolicy patient = THREE.waits(Duration.ofHours(1), Duration.ofHours(1));
    try {
      assertThatThrownBy(
              () ->
                  backend.transaction(
                      TransactionOptions.defaults().retry(patient),
                      () -> {
                        Thread.currentThread().interrupt();
                        delete();
                      }))
          .isInstanceOf(DatabaseException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertUsableAfterwards();
  }

  @Test
  void a_joined_scope_that_lost_the_transaction_has_the_outermost_one_run_again() {
    database.failOn("DELETE", Damage.TRANSACTION);
    TransactionOptions join = TransactionOptions.defaults().propagation(Propagation.REQUIRED);
    backend.transaction(RETRIED, () -> backend.transaction(join, this::delete));
    assertThat(database.sent())
        .containsExactly("BEGIN", "DELETE", "ROLLBACK", "BEGIN", "DELETE", "COMMIT");
  }

  @Test
  void requires_new_may_be_retried_and_the_suspended_one_is_not() {
    database.failOn("DELETE", Damage.TRANSACTION);
    backend.transaction(
        () -> {
          backend.execute("INSERT");
          backend.transaction(RETRIED.propagation(Propagation.REQUIRES_NEW), this::delete);
          backend.execute("UPDATE");
        });
    assertThat(database.take())
        .containsExactly(
            "BEGIN",
            "INSERT",
            "BEGIN",
            "DELETE",
            "ROLLBACK",
            "BEGIN",
            "DELETE",
            "COMMIT",
            "UPDATE",
            "COMMIT");
    assertUsableAfterwards();
  }

  @Test
  void in_a_nested_scope_it_is_refused_and_the_transaction_goes_on() {
    backend.transaction(
        RETRIED,
        () -> {
          delete();
          assertThatThrownBy(() -> backend.transaction(RETRIED, this::delete))
              .isInstanceOf(TransactionException.class)
              .isNotInstanceOf(TransactionDoomedException.class)
              .hasMessageContaining("where the transaction begins");
        });
    assertThat(database.take()).containsExactly("BEGIN", "DELETE", "COMMIT");
  }
}

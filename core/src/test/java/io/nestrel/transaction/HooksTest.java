// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.error.NoActiveTransactionException;
import org.junit.jupiter.api.Test;

/** Which hooks run, when, and outside of what. */
class HooksTest extends HookedTransactions {
  @Test
  void without_a_transaction_they_are_refused() {
    assertThatThrownBy(() -> hooks("none")).isInstanceOf(NoActiveTransactionException.class);
    assertThatThrownBy(() -> manager.afterCommit(() -> {}))
        .isInstanceOf(NoActiveTransactionException.class);
    assertThatThrownBy(() -> manager.afterRollback(() -> {}))
        .isInstanceOf(NoActiveTransactionException.class);
  }

  @Test
  void of_ok_failed_ok_the_first_and_third_run_after_the_commit() {
    backend.transaction(
        () -> {
          backend.transaction(() -> hooks("1"));
          failing(() -> hooks("2"));
          assertThat(calls).containsExactly("rolled back 2");
          backend.transaction(() -> hooks("3"));
        });
    assertThat(calls)
        .containsExactly("rolled back 2", "before 1", "before 3", "committed 1", "committed 3");
  }

  @Test
  void the_rollback_hook_of_a_committed_grandchild_runs_with_its_failed_parent() {
    backend.transaction(
        () -> {
          failing(() -> backend.transaction(() -> hooks("grandchild")));
          assertThat(calls).containsExactly("rolled back grandchild");
        });
    assertThat(calls).hasSize(1);
  }

  @Test
  void a_nested_scopes_hooks_move_to_the_outer_one_and_end_with_it() {
    failing(
        () -> {
          hooks("outer");
          backend.transaction(() -> hooks("inner"));
          assertThat(calls).isEmpty();
        });
    assertThat(calls).containsExactly("rolled back outer", "rolled back inner");
  }

  @Test
  void hooks_run_in_the_order_in_which_they_were_registered() {
    backend.transaction(
        () -> {
          manager.afterCommit(() -> calls.add("1"));
          backend.transaction(() -> manager.afterCommit(() -> calls.add("2")));
          manager.afterCommit(() -> calls.add("3"));
        });
    assertThat(calls).containsExactly("1", "2", "3");
  }

  @Test
  void rolling_back_to_a_savepoint_ends_the_hooks_registered_after_it() {
    backend.transaction(
        () -> {
          hooks("early");
          Savepoint savepoint = manager.savepoint();
          hooks("late");
          backend.transaction(() -> hooks("nested"));
          savepoint.rollback();
          assertThat(calls).containsExactly("rolled back late", "rolled back nested");
          calls.clear();
          savepoint.rollback();
          assertThat(calls).isEmpty();
          hooks("again");
        });
    assertThat(calls)
        .containsExactly("before early", "before again", "committed early", "committed again");
  }

  @Test
  void releasing_a_savepoint_keeps_the_hooks() {
    backend.transaction(
        () -> {
          Savepoint savepoint = manager.savepoint();
          hooks("kept");
          savepoint.release();
        });
    assertThat(calls).containsExactly("before kept", "committed kept");
  }

  @Test
  void the_connection_is_given_back_before_the_hook_and_a_transaction_in_it_is_a_new_one() {
    backend.transaction(
        () -> {
          delete();
          manager.afterCommit(
              () -> {
                calls.add(manager.level() + " " + database.openConnections());
                backend.transaction(
                    () -> {
                      calls.add("" + manager.level());
                      backend.execute("INSERT");
                      manager.afterCommit(() -> calls.add("second"));
                    });
              });
        });
    assertThat(calls).containsExactly("0 0", "1", "second");
    assertThat(database.take())
        .containsExactly("BEGIN", "DELETE", "COMMIT", "BEGIN", "INSERT", "COMMIT");
  }

  @Test
  void the_rollback_hook_of_the_outermost_scope_is_outside_of_it_too() {
    failing(
        () -> {
          delete();
          manager.afterRollback(() -> backend.transaction(() -> backend.execute("INSERT")));
        });
    assertThat(database.take())
        .containsExactly("BEGIN", "DELETE", "ROLLBACK", "BEGIN", "INSERT", "COMMIT");
  }

  @Test
  void the_rollback_hook_of_a_nested_scope_runs_inside_the_outer_one() {
    backend.transaction(
        () -> {
          delete();
          failing(
              () -> {
                delete();
                manager.afterRollback(
                    () -> {
                      assertThat(manager.level()).isEqualTo(1);
                      backend.execute("INSERT");
                    });
              });
        });
    assertThat(database.sent()).endsWith("RELEASE SAVEPOINT \"SP_1\"", "INSERT", "COMMIT");
  }

  @Test
  void a_scope_closed_over_open_ones_runs_the_rollback_hooks_of_all() {
    Transaction outer = manager.begin();
    hooks("1");
    manager.begin();
    hooks("2");
    manager.begin();
    hooks("3");
    outer.close();
    assertThat(calls).containsExactly("rolled back 1", "rolled back 2", "rolled back 3");
  }

  @Test
  void a_transaction_that_has_sent_nothing_has_hooks_too() {
    backend.transaction(() -> hooks("empty"));
    assertThat(calls).containsExactly("before empty", "committed empty");
    assertThat(database.sent()).isEmpty();
  }
}

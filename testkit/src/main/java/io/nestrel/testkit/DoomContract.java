// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.error.DatabaseException;
import io.nestrel.error.InvalidSavepointException;
import io.nestrel.error.TransactionDoomedException;
import io.nestrel.error.TransactionException;
import io.nestrel.transaction.RetryPolicy;
import io.nestrel.transaction.Savepoint;
import io.nestrel.transaction.Transaction;
import io.nestrel.transaction.TransactionOptions;
import io.nestrel.transaction.TransactionStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The server loses the whole transaction by itself: nothing more commits, half or whole. */
public interface DoomContract extends Contract {

  /**
   * Has the database roll back the whole transaction by itself, which fails with the exception that
   * this throws. The table {@code entry} holds a row 1.
   */
  void loseTransaction();

  @Test
  default void everything_at_every_level_is_refused_with_the_first_error_as_cause() {
    Transaction outer = manager().begin();
    insert(1);
    Savepoint explicit = manager().savepoint("explicit");
    Transaction middle = manager().begin();
    insert(2);
    Transaction inner = manager().begin();
    insert(3);
    DatabaseException first = lose();
    assertThat(manager().activeSavepoints()).isEmpty();
    assertThat(explicit.isActive()).isFalse();
    for (Transaction scope : List.of(inner, middle, outer)) {
      assertThat(status()).isEqualTo(TransactionStatus.DOOMED);
      assertThat(manager().level()).isEqualTo(scope.level());
      assertDoomed(() -> insert(4), first);
      assertDoomed(this::ids, first);
      assertDoomed(() -> manager().begin(), first);
      assertDoomed(() -> backend().transaction(() -> {}), first);
      assertDoomed(() -> manager().savepoint(), first);
      assertDoomed(() -> manager().savepoint("new"), first);
      assertDoomed(() -> manager().rollbackTo(explicit), first);
      assertDoomed(() -> manager().rollbackTo("explicit"), first);
      assertDoomed(() -> manager().release("explicit"), first);
      assertDoomed(() -> backend().useConnection(connection -> {}), first);
      assertDoomed(() -> backend().stream("SELECT id FROM entry", Integer.class).close(), first);
      assertDoomed(() -> manager().commit(), first);
      assertDoomed(scope::commit, first);
      scope.rollback();
      assertThat(scope.isActive()).isFalse();
    }
    assertAfresh();
  }

  @Test
  default void the_loss_itself_runs_no_hook_but_the_end_of_each_scope_does() {
    List<String> calls = new ArrayList<>();
    Transaction outer = manager().begin();
    insert(1);
    manager().afterCommit(() -> calls.add("committed"));
    manager().afterRollback(() -> calls.add("outer"));
    Transaction inner = manager().begin();
    manager().afterRollback(() -> calls.add("inner"));
    lose();
    assertThat(calls).isEmpty();
    inner.rollback();
    assertThat(calls).containsExactly("inner");
    assertThatThrownBy(outer::commit).isInstanceOf(TransactionDoomedException.class);
    outer.rollback();
    assertThat(calls).containsExactly("inner", "outer");
    assertAfresh();
  }

  @Test
  default void work_that_is_retried_begins_afresh_whatever_it_makes_of_the_loss() {
    RetryPolicy policy =
        RetryPolicy.attempts(2)
            .waits(Duration.ZERO, Duration.ZERO)
            .when(failure -> failure instanceof DatabaseException);
    List<String> calls = new ArrayList<>();
    backend()
        .transaction(
            TransactionOptions.defaults().retry(policy),
            () -> {
              assertThat(ids()).isEmpty();
              insert(1);
              manager().afterRollback(() -> calls.add("rolled back"));
              manager().afterCommit(() -> calls.add("committed"));
              if (calls.isEmpty()) {
                backend().transaction(this::lose);
              }
            });
    assertThat(calls).containsExactly("rolled back", "committed");
    assertThat(ids()).containsExactly(1);
  }

  @Test
  default void work_that_swallows_the_loss_cannot_commit() {
    assertThatThrownBy(
            () ->
                backend()
                    .transaction(
                        () -> {
                          insert(1);
                          backend().transaction(this::lose);
                        }))
        .isInstanceOf(TransactionDoomedException.class)
        .hasCauseInstanceOf(DatabaseException.class);
    assertAfresh();
  }

  @Test
  default void work_that_swallows_every_exception_cannot_commit() {
    assertThatThrownBy(
            () ->
                backend()
                    .transaction(
                        () -> {
                          insert(1);
                          for (int i = 0; i < 3; i++) {
                            try {
                              backend()
                                  .transaction(
                                      () -> {
                                        insert(2);
                                        loseTransaction();
                                      });
                            } catch (RuntimeException swallowed) {
                              assertThat(swallowed.getMessage()).isNotBlank();
                            }
                          }
                        }))
        .isInstanceOf(TransactionDoomedException.class);
    assertAfresh();
  }

  @Test
  default void try_commit_catch_rollback_is_right_at_every_level() {
    Transaction outer = manager().begin();
    insert(1);
    Transaction inner = manager().begin();
    lose();
    assertThatThrownBy(() -> endInTheClassicWay(inner))
        .isInstanceOf(TransactionDoomedException.class);
    assertThat(outer.isActive()).isTrue();
    assertThatThrownBy(() -> endInTheClassicWay(outer))
        .isInstanceOf(TransactionDoomedException.class);
    assertAfresh();
  }

  private static void endInTheClassicWay(Transaction scope) {
    try {
      scope.commit();
    } catch (TransactionException e) {
      scope.rollback();
      throw e;
    }
  }

  @Test
  default void closing_the_outermost_handle_ends_a_lost_transaction() {
    try (Transaction outer = manager().begin()) {
      insert(1);
      manager().begin();
      manager().savepoint();
      lose();
      assertThat(outer.isActive()).isTrue();
    }
    assertAfresh();
  }

  @Test
  default void a_savepoint_of_a_lost_transaction_is_merely_dead_in_the_next_one() {
    Savepoint old;
    try (Transaction lost = manager().begin()) {
      insert(1);
      old = manager().savepoint("s");
      lose();
      assertThat(lost.isActive()).isTrue();
    }
    manager().begin();
    insert(1);
    assertThatThrownBy(() -> manager().rollbackTo(old))
        .isInstanceOf(InvalidSavepointException.class);
    assertThat(status()).isEqualTo(TransactionStatus.ACTIVE);
    manager().rollback();
    assertAfresh();
  }

  private DatabaseException lose() {
    try {
      loseTransaction();
      throw new AssertionError("the transaction is not lost");
    } catch (DatabaseException e) {
      return e;
    }
  }

  private static void assertDoomed(Runnable refused, DatabaseException first) {
    assertThatThrownBy(refused::run).isInstanceOf(TransactionDoomedException.class).hasCause(first);
  }

  private void assertAfresh() {
    assertThat(manager().level()).isZero();
    assertThat(status()).isEqualTo(TransactionStatus.NONE);
    assertThat(ids()).isEmpty();
    backend().transaction(() -> backend().transaction(() -> insert(100)));
    assertThat(ids()).containsExactly(100);
  }
}

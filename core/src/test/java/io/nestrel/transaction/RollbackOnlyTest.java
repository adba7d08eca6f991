// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.dialect.Damage;
import io.nestrel.error.NoActiveTransactionException;
import io.nestrel.error.TransactionDoomedException;
import io.nestrel.error.TransactionException;
import io.nestrel.error.UnexpectedRollbackException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code setRollbackOnly()}: the scope goes on, and rolls back at its end. */
class RollbackOnlyTest extends ScriptedTransactions {
  @Test
  void the_outermost_scope_rolls_back_without_an_exception() {
    String result =
        backend.transaction(
            () -> {
              delete();
              manager.setRollbackOnly();
              assertThat(manager.status()).isEqualTo(TransactionStatus.ROLLBACK_ONLY);
              delete();
              return "result";
            });
    assertThat(result).isEqualTo("result");
    assertThat(database.take()).containsExactly("BEGIN", "DELETE", "DELETE", "ROLLBACK");
    assertUsableAfterwards();
  }

  @Test
  void a_handle_that_is_committed_rolls_back_and_has_ended() {
    List<String> calls = new ArrayList<>();
    Transaction tx = manager.begin();
    manager.beforeCommit(() -> calls.add("before"));
    manager.afterCommit(() -> calls.add("committed"));
    manager.afterRollback(() -> calls.add("rolled back"));
    delete();
    manager.setRollbackOnly();
    tx.commit();
    assertThat(tx.isActive()).isFalse();
    assertThat(calls).containsExactly("rolled back");
    assertThat(database.take()).containsExactly("BEGIN", "DELETE", "ROLLBACK");
    assertUsableAfterwards();
  }

  @Test
  void a_nested_scope_rolls_back_alone() {
    backend.transaction(
        () -> {
          delete();
          backend.transaction(
              () -> {
                delete();
                manager.setRollbackOnly();
                backend.transaction(
                    () -> assertThat(manager.status()).isEqualTo(TransactionStatus.ACTIVE));
              });
          assertThat(manager.status()).isEqualTo(TransactionStatus.ACTIVE);
        });
    assertThat(database.take())
        .containsExactly(
            "BEGIN",
            "DELETE",
            "SAVEPOINT \"SP_1\"",
            "DELETE",
            "ROLLBACK TO SAVEPOINT \"SP_1\"",
            "COMMIT");
  }

  @Test
  void in_a_joined_scope_the_real_ones_commit_is_refused() {
    Transaction outer = manager.begin();
    backend.transaction(
        TransactionOptions.defaults().propagation(Propagation.REQUIRED),
        () -> manager.setRollbackOnly());
    assertThat(manager.status()).isEqualTo(TransactionStatus.ROLLBACK_ONLY);
    assertThatThrownBy(outer::commit)
        .isInstanceOf(UnexpectedRollbackException.class)
        .hasNoCause()
        .hasMessageContaining("joined");
    outer.rollback();
    assertUsableAfterwards();
  }

  @Test
  void outside_of_a_transaction_it_is_refused() {
    assertThatThrownBy(manager::setRollbackOnly).isInstanceOf(NoActiveTransactionException.class);
  }

  /** So that "try { commit } catch { rollback }" never hits the outer scope. */
  @Test
  void a_nested_scope_stays_open_if_its_rollback_fails_at_commit() {
    Transaction outer = manager.begin();
    delete();
    Transaction inner = manager.begin();
    delete();
    manager.setRollbackOnly();
    database.failOn("ROLLBACK TO", Damage.STATEMENT);
    assertThatThrownBy(manager::commit).isInstanceOf(TransactionException.class);
    assertThat(inner.isActive()).isTrue();
    assertThat(manager.level()).isEqualTo(2);
    manager.rollback();
    assertThat(outer.isActive()).isTrue();
    assertThatThrownBy(outer::commit).isInstanceOf(TransactionDoomedException.class);
    outer.rollback();
    assertUsableAfterwards();
  }

  @Test
  void work_whose_rollback_fails_at_its_end_throws_that_and_nothing_else() {
    database.failOn("ROLLBACK", Damage.STATEMENT);
    assertThatThrownBy(
            () ->
                backend.transaction(
                    () -> {
                      delete();
                      manager.setRollbackOnly();
                    }))
        .isInstanceOf(TransactionException.class)
        .hasMessageContaining("ROLLBACK failed")
        .hasNoSuppressedExceptions();
    assertUsableAfterwards();
  }

  @Test
  void a_hook_before_the_commit_can_still_ask_for_it() {
    backend.transaction(
        () -> {
          delete();
          manager.beforeCommit(manager::setRollbackOnly);
        });
    assertThat(database.take()).containsExactly("BEGIN", "DELETE", "ROLLBACK");
    assertUsableAfterwards();
  }
}

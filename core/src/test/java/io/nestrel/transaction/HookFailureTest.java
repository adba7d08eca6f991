// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.dialect.Damage;
import io.nestrel.error.TransactionException;
import io.nestrel.error.UnknownCommitOutcomeException;
import org.junit.jupiter.api.Test;

/** Which hooks run where a hook, a commit or a rollback fails. */
class HookFailureTest extends HookedTransactions {
  /** Whatever is thrown, and be it an error. */
  @Test
  void a_hook_that_throws_undoes_nothing_and_the_others_run() {
    assertThatCode(
            () ->
                backend.transaction(
                    () -> {
                      delete();
                      manager.afterCommit(
                          () -> {
                            throw new IllegalStateException("hook");
                          });
                      manager.afterCommit(
                          () -> {
                            throw new AssertionError("hook");
                          });
                      manager.afterCommit(() -> calls.add("third"));
                    }))
        .doesNotThrowAnyException();
    assertThat(calls).containsExactly("third");
    assertThat(database.take()).containsExactly("BEGIN", "DELETE", "COMMIT");
    failing(
        () -> {
          manager.afterRollback(
              () -> {
                throw new AssertionError("hook");
              });
          manager.afterRollback(() -> calls.add("rolled back"));
        });
    assertThat(calls).endsWith("rolled back");
    assertUsableAfterwards();
  }

  @Test
  void a_hook_that_leaves_a_transaction_open_leaves_none_on_the_thread() {
    backend.transaction(
        () -> {
          delete();
          manager.afterCommit(
              () -> {
                manager.begin();
                backend.execute("INSERT");
              });
        });
    assertThat(database.take())
        .containsExactly("BEGIN", "DELETE", "COMMIT", "BEGIN", "INSERT", "ROLLBACK");
    assertUsableAfterwards();
  }

  @Test
  void a_hook_whose_transaction_cannot_be_cleaned_up_does_not_make_the_commit_fail() {
    Transaction tx = manager.begin();
    delete();
    manager.afterCommit(
        () -> {
          manager.begin();
          backend.execute("INSERT");
          database.failOn("ROLLBACK", Damage.CONNECTION);
        });
    tx.commit();
    assertThat(tx.isActive()).isFalse();
    assertUsableAfterwards();
  }

  @Test
  void after_a_commit_of_unknown_outcome_no_hook_runs() {
    Transaction tx = manager.begin();
    delete();
    manager.afterCommit(() -> calls.add("committed"));
    manager.afterRollback(() -> calls.add("rolled back"));
    database.failOn("COMMIT", Damage.CONNECTION);
    assertThatThrownBy(tx::commit).isInstanceOf(UnknownCommitOutcomeException.class);
    tx.rollback();
    assertThat(calls).isEmpty();
    assertUsableAfterwards();
  }

  @Test
  void a_commit_that_fails_runs_the_rollback_hooks_once_the_scope_ends() {
    Transaction tx = manager.begin();
    delete();
    hooks("tx");
    database.failOn("COMMIT", Damage.STATEMENT);
    assertThatThrownBy(tx::commit).isInstanceOf(TransactionException.class);
    assertThat(calls).containsExactly("before tx");
    tx.rollback();
    assertThat(calls).containsExactly("before tx", "rolled back tx");
    assertUsableAfterwards();
  }

  @Test
  void doom_itself_runs_no_hook_but_the_end_of_each_scope_does() {
    Transaction outer = manager.begin();
    delete();
    hooks("outer");
    Transaction inner = manager.begin();
    hooks("inner");
    database.failOn("DELETE", Damage.TRANSACTION);
    assertThatThrownBy(this::delete).isInstanceOf(RuntimeException.class);
    assertThat(calls).isEmpty();
    inner.rollback();
    assertThat(calls).containsExactly("rolled back inner");
    outer.close();
    assertThat(calls).containsExactly("rolled back inner", "rolled back outer");
    assertUsableAfterwards();
  }

  @Test
  void rollback_hooks_run_even_if_the_rollback_fails() {
    Transaction tx = manager.begin();
    delete();
    hooks("tx");
    database.failOn("ROLLBACK", Damage.CONNECTION);
    assertThatThrownBy(tx::rollback).isInstanceOf(TransactionException.class);
    assertThat(calls).containsExactly("rolled back tx");
    assertUsableAfterwards();
  }
}

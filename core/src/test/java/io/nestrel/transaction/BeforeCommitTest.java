// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.dialect.Damage;
import io.nestrel.error.ScopeFailedException;
import io.nestrel.error.TransactionException;
import io.nestrel.error.UnexpectedRollbackException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Hooks that run before the outermost commit are part of the transaction. */
class BeforeCommitTest extends ScriptedTransactions {
  private final List<String> calls = new ArrayList<>();

  @Test
  void it_runs_statements_and_scopes_inside_the_transaction() {
    backend.transaction(
        () -> {
          delete();
          backend.transaction(
              () ->
                  manager.beforeCommit(
                      () -> {
                        assertThat(manager.level()).isEqualTo(1);
                        backend.execute("INSERT");
                        backend.transaction(() -> backend.execute("UPDATE"));
                      }));
          assertThat(database.sent()).containsExactly("BEGIN", "DELETE");
        });
    assertThat(database.take())
        .containsExactly("BEGIN", "DELETE", "INSERT", "SAVEPOINT \"SP_1\"", "UPDATE", "COMMIT");
  }

  @Test
  void it_may_register_further_hooks_which_run_too() {
    backend.transaction(
        () ->
            manager.beforeCommit(
                () -> {
                  calls.add("1");
                  manager.afterCommit(() -> calls.add("after"));
                  backend.transaction(() -> manager.beforeCommit(() -> calls.add("2")));
                }));
    assertThat(calls).containsExactly("1", "2", "after");
  }

  @Test
  void one_that_throws_rolls_back() {
    IllegalStateException hook = new IllegalStateException("hook");
    assertThatThrownBy(
            () ->
                backend.transaction(
                    () -> {
                      delete();
                      manager.afterRollback(() -> calls.add("rolled back"));
                      manager.beforeCommit(
                          () -> {
                            throw hook;
                          });
                      manager.beforeCommit(() -> calls.add("second"));
                    }))
        .isSameAs(hook)
        .hasNoSuppressedExceptions();
    assertThat(calls).containsExactly("rolled back");
    assertThat(database.take()).containsExactly("BEGIN", "DELETE", "ROLLBACK");
    assertUsableAfterwards();
  }

  /** An error too: the hook must not run twice, and what it left half done not be committed. */
  @Test
  void after_one_that_throws_a_handle_can_only_be_rolled_back() {
    for (Throwable thrown :
        new Throwable[] {new IllegalStateException("hook"), new AssertionError("hook")}) {
      Transaction tx = manager.begin();
      delete();
      manager.beforeCommit(
          () -> {
            calls.add("hook");
            sneak(thrown);
          });
      assertThatThrownBy(tx::commit).isSameAs(thrown);
      assertThat(manager.status()).isEqualTo(TransactionStatus.ROLLBACK_ONLY);
      assertThatThrownBy(tx::commit)
          .isInstanceOf(UnexpectedRollbackException.class)
          .hasCause(thrown);
      tx.rollback();
    }
    assertThat(calls).containsExactly("hook", "hook");
    assertThat(database.sent()).doesNotContain("COMMIT");
    assertUsableAfterwards();
  }

  private static void sneak(Throwable thrown) {
    if (thrown instanceof Error e) {
      throw e;
    }
    throw (RuntimeException) thrown;
  }

  @Test
  void one_that_leaves_a_scope_open_rolls_back() {
    Transaction tx = manager.begin();
    delete();
    manager.beforeCommit(() -> manager.begin());
    assertThatThrownBy(tx::commit)
        .isInstanceOf(TransactionException.class)
        .hasMessageContaining("left the scope of level 2 open");
    tx.close();
    assertThat(database.take()).containsExactly("BEGIN", "DELETE", "ROLLBACK");
    assertUsableAfterwards();
  }

  @Test
  void one_that_swallows_a_failure_of_the_scope_cannot_commit() {
    Transaction tx = manager.begin();
    delete();
    manager.beforeCommit(
        () -> {
          database.failOn("INSERT", Damage.SCOPE);
          assertThatThrownBy(() -> backend.execute("INSERT")).isInstanceOf(RuntimeException.class);
        });
    assertThatThrownBy(tx::commit).isInstanceOf(ScopeFailedException.class);
    tx.rollback();
    assertUsableAfterwards();
  }

  @Test
  void one_that_swallows_the_failure_of_a_joined_scope_cannot_commit() {
    IllegalStateException joined = new IllegalStateException("joined");
    Transaction tx = manager.begin();
    delete();
    manager.beforeCommit(
        () ->
            assertThatThrownBy(
                    () ->
                        backend.transaction(
                            TransactionOptions.defaults().propagation(Propagation.REQUIRED),
                            () -> {
                              throw joined;
                            }))
                .isSameAs(joined));
    assertThatThrownBy(tx::commit).isInstanceOf(UnexpectedRollbackException.class).hasCause(joined);
    tx.rollback();
    assertThat(database.sent()).doesNotContain("COMMIT");
    assertUsableAfterwards();
  }

  @Test
  void one_cannot_end_the_scope_that_is_being_committed() {
    Transaction tx = manager.begin();
    delete();
    manager.beforeCommit(
        () -> {
          calls.add("hook");
          for (Runnable end :
              new Runnable[] {
                tx::commit, tx::rollback, tx::close, manager::commit, manager::rollback
              }) {
            assertThatThrownBy(end::run).isInstanceOf(TransactionException.class);
          }
        });
    tx.commit();
    assertThat(calls).containsExactly("hook");
    assertThat(database.take()).containsExactly("BEGIN", "DELETE", "COMMIT");
    assertUsableAfterwards();
  }

  @Test
  void it_does_not_run_when_a_nested_scope_commits_or_the_transaction_rolls_back() {
    Transaction tx = manager.begin();
    backend.transaction(() -> manager.beforeCommit(() -> calls.add("hook")));
    tx.rollback();
    assertThat(calls).isEmpty();
  }
}

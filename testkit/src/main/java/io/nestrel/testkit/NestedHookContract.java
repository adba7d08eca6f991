// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.error.UnexpectedRollbackException;
import io.nestrel.transaction.Savepoint;
import io.nestrel.transaction.Transaction;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Hooks and joined scopes inside nested scopes. */
public interface NestedHookContract extends Contract {

  private Runnable call(List<String> calls, String name) {
    return () -> calls.add(name + " " + ids());
  }

  @Test
  default void a_nested_scopes_rollback_hooks_run_at_once_when_its_rows_are_gone() {
    List<String> calls = new ArrayList<>();
    Transaction outer = manager().begin();
    insert(1);
    Transaction inner = manager().begin();
    insert(2);
    manager().afterCommit(call(calls, "committed"));
    manager().afterRollback(call(calls, "rolled back"));
    inner.rollback();
    assertThat(calls).containsExactly("rolled back [1]");
    outer.commit();
    assertThat(calls).hasSize(1);
  }

  @Test
  default void the_rollback_hook_of_a_committed_grandchild_runs_with_its_failed_parent() {
    List<String> calls = new ArrayList<>();
    Transaction outer = manager().begin();
    assertThatThrownBy(
            () ->
                backend()
                    .transaction(
                        () -> {
                          backend()
                              .transaction(
                                  () -> {
                                    insert(1);
                                    manager().afterRollback(call(calls, "grandchild"));
                                  });
                          assertThat(calls).isEmpty();
                          throw new IllegalStateException("parent");
                        }))
        .hasMessage("parent");
    assertThat(calls).containsExactly("grandchild []");
    outer.commit();
  }

  @Test
  default void rolling_back_to_a_savepoint_ends_the_hooks_registered_after_it() {
    List<String> calls = new ArrayList<>();
    Transaction scope = manager().begin();
    manager().afterRollback(call(calls, "early"));
    insert(1);
    Savepoint savepoint = manager().savepoint();
    insert(2);
    manager().afterRollback(call(calls, "late"));
    savepoint.rollback();
    assertThat(calls).containsExactly("late [1]");
    savepoint.rollback();
    assertThat(calls).hasSize(1);
    scope.rollback();
    assertThat(calls).containsExactly("late [1]", "early []");
  }

  @Test
  default void a_rollback_hook_that_throws_changes_nothing_and_the_others_run() {
    List<String> calls = new ArrayList<>();
    Transaction outer = manager().begin();
    Transaction inner = manager().begin();
    insert(1);
    manager()
        .afterRollback(
            () -> {
              throw new IllegalStateException("hook");
            });
    manager().afterRollback(call(calls, "second"));
    inner.rollback();
    assertThat(calls).containsExactly("second []");
    insert(2);
    outer.commit();
    assertThat(ids()).containsExactly(2);
  }

  @Test
  default void a_joined_scope_that_fails_costs_its_nested_scope_and_the_outer_one_goes_on() {
    IllegalStateException first = new IllegalStateException("first");
    Transaction outer = manager().begin();
    insert(1);
    Transaction nested = manager().begin();
    insert(2);
    assertThatThrownBy(
            () ->
                backend()
                    .transaction(
                        JoinedScopeContract.JOIN,
                        () -> {
                          throw first;
                        }))
        .isSameAs(first);
    assertThatThrownBy(nested::commit)
        .isInstanceOf(UnexpectedRollbackException.class)
        .hasCause(first);
    nested.rollback();
    insert(3);
    outer.commit();
    assertThat(ids()).containsExactly(1, 3);
  }

  @Test
  default void a_nested_scope_set_to_roll_back_only_leaves_the_outer_one_alone() {
    Transaction outer = manager().begin();
    insert(1);
    backend()
        .transaction(
            () -> {
              insert(2);
              manager().setRollbackOnly();
            });
    insert(3);
    outer.commit();
    assertThat(ids()).containsExactly(1, 3);
  }
}

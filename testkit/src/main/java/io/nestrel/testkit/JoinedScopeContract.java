// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.error.TransactionException;
import io.nestrel.error.UnexpectedRollbackException;
import io.nestrel.transaction.Propagation;
import io.nestrel.transaction.Transaction;
import io.nestrel.transaction.TransactionOptions;
import io.nestrel.transaction.TransactionStatus;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Scopes that join another one; they need no savepoints. */
public interface JoinedScopeContract extends Contract {
  /** The options of a scope that joins. */
  TransactionOptions JOIN = TransactionOptions.defaults().propagation(Propagation.REQUIRED);

  private void failJoined(RuntimeException failure) {
    assertThatThrownBy(
            () ->
                backend()
                    .transaction(
                        JOIN,
                        () -> {
                          insert(2);
                          throw failure;
                        }))
        .isSameAs(failure);
  }

  @Test
  default void a_joined_scope_is_part_of_the_real_one() {
    Transaction outer = manager().begin();
    int level = manager().level();
    insert(1);
    backend()
        .transaction(
            JOIN,
            () -> {
              assertThat(manager().level()).isEqualTo(level);
              insert(2);
            });
    try (Transaction joined = manager().begin(JOIN.propagation(Propagation.MANDATORY))) {
      insert(3);
      joined.commit();
    }
    assertThat(ids()).containsExactly(1, 2, 3);
    outer.rollback();
    assertThat(ids()).isEmpty();
  }

  @Test
  default void a_joined_scope_that_throws_and_is_caught_refuses_the_real_commit_with_the_cause() {
    IllegalStateException first = new IllegalStateException("first");
    Transaction outer = manager().begin();
    insert(1);
    failJoined(first);
    assertThat(status()).isEqualTo(TransactionStatus.ROLLBACK_ONLY);
    assertThat(ids()).containsExactly(1, 2);
    assertThatThrownBy(outer::commit)
        .isInstanceOf(UnexpectedRollbackException.class)
        .hasCause(first);
    assertThat(outer.isActive()).isTrue();
    outer.rollback();
    assertThat(ids()).isEmpty();
  }

  @Test
  default void a_joined_handle_that_is_not_committed_refuses_the_real_commit() {
    Transaction outer = manager().begin();
    try (Transaction joined = manager().begin(JOIN)) {
      insert(1);
      assertThat(joined.isActive()).isTrue();
    }
    assertThatThrownBy(outer::commit).isInstanceOf(UnexpectedRollbackException.class);
    outer.rollback();
    assertThat(ids()).isEmpty();
  }

  @Test
  default void a_joined_scope_that_is_set_to_roll_back_only_refuses_the_real_commit() {
    Transaction outer = manager().begin();
    backend()
        .transaction(
            JOIN,
            () -> {
              insert(1);
              manager().setRollbackOnly();
            });
    assertThatThrownBy(outer::commit).isInstanceOf(UnexpectedRollbackException.class);
    outer.rollback();
    assertThat(ids()).isEmpty();
  }

  @Test
  default void hooks_and_objects_of_a_joined_scope_belong_to_the_real_one() {
    List<String> calls = new ArrayList<>();
    Transaction outer = manager().begin();
    Widget widget = new Widget("joined");
    backend()
        .transaction(
            JOIN,
            () -> {
              Widget.WIDGETS.on(backend()).save(widget);
              manager().afterRollback(() -> calls.add("rolled back"));
            });
    assertThat(calls).isEmpty();
    assertThat(widget.isPersisted()).isTrue();
    outer.rollback();
    assertThat(calls).containsExactly("rolled back");
    assertThat(widget.isNew()).isTrue();
    assertThat(widget.id()).isNull();
  }

  @Test
  default void scopes_set_to_roll_back_only_do_so_without_an_exception() {
    Transaction scope = manager().begin();
    insert(1);
    manager().setRollbackOnly();
    assertThat(status()).isEqualTo(TransactionStatus.ROLLBACK_ONLY);
    insert(2);
    scope.commit();
    assertThat(scope.isActive()).isFalse();
    assertThat(ids()).isEmpty();
  }

  @Test
  default void never_is_refused_inside_a_scope_which_goes_on() {
    TransactionOptions never = TransactionOptions.defaults().propagation(Propagation.NEVER);
    Transaction scope = manager().begin();
    insert(1);
    assertThatThrownBy(() -> backend().transaction(never, () -> insert(2)))
        .isInstanceOf(TransactionException.class);
    assertThatThrownBy(() -> manager().begin(never)).isInstanceOf(TransactionException.class);
    insert(3);
    scope.commit();
    assertThat(ids()).containsExactly(1, 3);
  }

  @Test
  default void the_real_scopes_handle_waits_for_the_joined_one_and_each_ends_once() {
    Transaction real = manager().begin();
    Transaction joined = manager().begin(JOIN);
    insert(1);
    assertThatThrownBy(real::commit).isInstanceOf(TransactionException.class);
    assertThatThrownBy(real::rollback).isInstanceOf(TransactionException.class);
    joined.commit();
    assertThatThrownBy(joined::commit).isInstanceOf(TransactionException.class);
    assertThatThrownBy(joined::rollback).isInstanceOf(TransactionException.class);
    assertThat(status()).isEqualTo(TransactionStatus.ACTIVE);
    real.commit();
    assertThat(ids()).containsExactly(1);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.error.TransactionException;
import io.nestrel.transaction.Transaction;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who may end a scope, when, and what the caller sees of it. */
public interface ScopeEndContract extends Contract {

  @Test
  default void an_ended_handle_refuses_commit_and_rollback_and_changes_nothing() {
    Transaction outer = manager().begin();
    insert(1);
    Transaction committed = manager().begin();
    insert(2);
    committed.commit();
    Transaction rolledBack = manager().begin();
    insert(3);
    rolledBack.rollback();
    manager().begin();
    insert(4);
    for (Transaction ended : List.of(committed, rolledBack)) {
      assertThatThrownBy(ended::commit).isInstanceOf(TransactionException.class);
      assertThatThrownBy(ended::rollback).isInstanceOf(TransactionException.class);
      ended.close();
      assertThat(ended.isActive()).isFalse();
    }
    assertThat(depth()).isEqualTo(2);
    manager().commit();
    outer.commit();
    assertThatThrownBy(outer::commit).isInstanceOf(TransactionException.class);
    assertThat(ids()).containsExactly(1, 2, 4);
  }

  @Test
  default void an_outer_scope_cannot_end_before_the_inner_one() {
    Transaction outer = manager().begin();
    insert(1);
    Transaction inner = manager().begin();
    insert(2);
    assertThatThrownBy(outer::commit).isInstanceOf(TransactionException.class);
    assertThatThrownBy(outer::rollback).isInstanceOf(TransactionException.class);
    assertThat(depth()).isEqualTo(2);
    assertThat(ids()).containsExactly(1, 2);
    assertThat(outer.isActive() && inner.isActive()).isTrue();
    inner.rollback();
    outer.commit();
    assertThat(ids()).containsExactly(1);
  }

  @Test
  default void the_scope_of_transaction_is_not_to_be_ended_by_hand() {
    backend()
        .transaction(
            () -> {
              insert(1);
              assertThatThrownBy(() -> manager().commit()).isInstanceOf(TransactionException.class);
              assertThatThrownBy(() -> manager().rollback())
                  .isInstanceOf(TransactionException.class);
              assertThatThrownBy(() -> backend().commitTransaction())
                  .isInstanceOf(TransactionException.class);
              assertThat(depth()).isEqualTo(1);
              insert(2);
            });
    assertThat(ids()).containsExactly(1, 2);
  }

  @Test
  default void an_outer_handle_cannot_be_closed_over_running_work() {
    try (Transaction outer = manager().begin()) {
      insert(1);
      backend()
          .transaction(
              () -> {
                insert(2);
                assertThatThrownBy(outer::close).isInstanceOf(TransactionException.class);
                assertThatThrownBy(outer::rollback).isInstanceOf(TransactionException.class);
                insert(3);
              });
      assertThat(depth()).isEqualTo(1);
      outer.commit();
    }
    assertThat(ids()).containsExactly(1, 2, 3);
  }

  @Test
  default void work_that_leaves_a_scope_open_is_rolled_back_with_all_of_it() {
    manager().begin();
    insert(1);
    assertThatThrownBy(
            () ->
                backend()
                    .transaction(
                        () -> {
                          insert(2);
                          manager().begin();
                          insert(3);
                        }))
        .isInstanceOf(TransactionException.class);
    assertThat(depth()).isEqualTo(1);
    manager().commit();
    assertThat(ids()).containsExactly(1);
  }

  @Test
  default void the_caller_sees_exactly_what_the_work_threw() {
    IOException checked = new IOException("checked");
    assertThatThrownBy(() -> backend().transaction(() -> fail(checked))).isSameAs(checked);
    AssertionError error = new AssertionError("error");
    assertThatThrownBy(
            () ->
                backend()
                    .transaction(
                        () -> {
                          insert(1);
                          throw error;
                        }))
        .isSameAs(error)
        .hasNoSuppressedExceptions();
    assertThat(depth()).isZero();
    assertThat(ids()).isEmpty();
  }

  private void fail(IOException failure) throws IOException {
    insert(1);
    throw failure;
  }

  @Test
  default void work_gives_its_result_to_the_caller() {
    String result = backend().transaction(() -> backend().transaction(() -> "result"));
    assertThat(result).isEqualTo("result");
  }

  @Test
  default void a_handle_that_is_closed_unfinished_is_rolled_back_and_nothing_else() {
    manager().begin();
    insert(1);
    try (Transaction inner = manager().begin()) {
      insert(2);
      assertThat(inner.level()).isEqualTo(baseLevel() + 2);
    }
    assertThat(ids()).containsExactly(1);
    try (Transaction inner = manager().begin()) {
      insert(3);
      inner.commit();
    }
    manager().commit();
    assertThat(ids()).containsExactly(1, 3);
  }
}

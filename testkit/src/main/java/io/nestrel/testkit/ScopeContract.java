// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.error.TransactionException;
import io.nestrel.transaction.Transaction;
import io.nestrel.transaction.TransactionOptions;
import io.nestrel.transaction.TransactionStatus;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Scopes, one in another: which changes stay. */
public interface ScopeContract extends Contract {

  @Test
  default void a_nested_scope_that_throws_and_is_caught_leaves_the_outer_row_only() {
    backend()
        .transaction(
            () -> {
              insert(1);
              IllegalStateException thrown = new IllegalStateException("no");
              assertThatThrownBy(
                      () ->
                          backend()
                              .transaction(
                                  () -> {
                                    insert(2);
                                    throw thrown;
                                  }))
                  .isSameAs(thrown);
              assertThat(status()).isEqualTo(TransactionStatus.ACTIVE);
            });
    assertThat(ids()).containsExactly(1);
  }

  @Test
  default void four_levels_fail_from_the_inside_out() {
    List<Transaction> scopes = new ArrayList<>();
    for (int level = 1; level <= 4; level++) {
      scopes.add(manager().begin());
      insert(level);
      assertThat(depth()).isEqualTo(level);
    }
    scopes.get(3).rollback();
    assertThat(ids()).containsExactly(1, 2, 3);
    scopes.get(2).rollback();
    assertThat(ids()).containsExactly(1, 2);
    scopes.get(1).rollback();
    assertThat(ids()).containsExactly(1);
    scopes.get(0).rollback();
    assertThat(ids()).isEmpty();
    assertThat(scopes).noneMatch(Transaction::isActive);
  }

  @Test
  default void closing_the_root_rolls_back_what_is_open_inside_it() {
    Transaction root = manager().begin();
    insert(1);
    Transaction one = manager().begin();
    insert(2);
    var explicit = manager().savepoint();
    Transaction two = manager().begin();
    insert(3);
    root.close();
    assertThat(List.of(root, one, two)).noneMatch(Transaction::isActive);
    assertThat(explicit.isActive()).isFalse();
    assertThat(depth()).isZero();
    assertThat(names()).isEmpty();
    assertThat(ids()).isEmpty();
  }

  @Test
  default void a_committed_nested_scope_waits_for_the_outer_one() {
    Transaction outer = manager().begin();
    manager().begin();
    insert(1);
    manager().commit();
    assertThat(ids()).containsExactly(1);
    outer.rollback();
    assertThat(ids()).isEmpty();
  }

  @Test
  default void committed_scopes_at_every_depth_are_there_in_the_end() {
    for (int level = 1; level <= 30; level++) {
      manager().begin();
      insert(level);
    }
    for (int level = 30; level >= 1; level--) {
      assertThat(depth()).isEqualTo(level);
      manager().commit();
    }
    assertThat(ids()).hasSize(30);
  }

  @Test
  default void a_hundred_failed_scopes_in_a_row_leave_nothing_behind() {
    manager().begin();
    insert(1);
    List<String> before = names();
    Set<List<String>> during = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      Transaction failed = manager().begin();
      insert(1000 + i);
      during.add(names());
      failed.rollback();
      assertThat(failed.isActive()).isFalse();
      assertThatThrownBy(failed::commit).isInstanceOf(TransactionException.class);
    }
    assertThat(during).as("names of scopes at the same depth").hasSize(1);
    assertThat(names()).isEqualTo(before);
    manager().commit();
    assertThat(ids()).containsExactly(1);
  }

  @Test
  default void scopes_that_begin_together_still_fail_alone() {
    manager().begin();
    manager().begin();
    manager().begin();
    insert(1);
    manager().rollback();
    assertThat(ids()).isEmpty();
    insert(2);
    manager().begin();
    insert(3);
    manager().rollback();
    manager().commit();
    insert(4);
    assertThat(ids()).containsExactly(2, 4);
    manager().commit();
    assertThat(ids()).containsExactly(2, 4);
  }

  @Test
  default void a_nested_scope_that_rolls_back_takes_its_committed_children_along() {
    manager().begin();
    insert(1);
    manager().begin();
    for (int id = 2; id <= 4; id++) {
      manager().begin();
      insert(id);
      manager().commit();
    }
    manager().rollback();
    assertThat(ids()).containsExactly(1);
    manager().commit();
    assertThat(ids()).containsExactly(1);
  }

  @Test
  default void a_nested_scope_cannot_ask_for_another_access_mode() {
    manager().begin();
    insert(1);
    TransactionOptions readOnly = TransactionOptions.defaults().readOnly(true);
    assertThatThrownBy(() -> manager().begin(readOnly)).isInstanceOf(TransactionException.class);
    assertThatThrownBy(() -> backend().transaction(readOnly, () -> insert(2)))
        .isInstanceOf(TransactionException.class);
    assertThat(depth()).isEqualTo(1);
    backend().transaction(TransactionOptions.defaults().readOnly(false), () -> insert(3));
    manager().commit();
    assertThat(ids()).containsExactly(1, 3);
  }
}

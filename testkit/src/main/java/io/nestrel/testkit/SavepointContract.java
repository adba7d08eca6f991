// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.error.InvalidSavepointException;
import io.nestrel.transaction.Savepoint;
import io.nestrel.transaction.Transaction;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Explicit savepoints: which are alive, and what rolling back to one or releasing it does. */
public interface SavepointContract extends Contract {

  @Test
  default void the_same_savepoint_is_rolled_back_to_three_times() {
    backend()
        .transaction(
            () -> {
              insert(1);
              Savepoint savepoint = manager().savepoint("before");
              for (int i = 0; i < 3; i++) {
                backend().execute("UPDATE entry SET note = ? WHERE id = 1", "edit " + i);
                insert(10 + i);
                savepoint.rollback();
                assertThat(ids()).containsExactly(1);
                assertThat(backend().query("SELECT note FROM entry", String.class))
                    .containsExactly("note 1");
                assertThat(savepoint.isActive()).isTrue();
              }
              insert(2);
            });
    assertThat(ids()).containsExactly(1, 2);
  }

  @Test
  default void rolling_back_to_the_first_of_three_ends_the_other_two_for_good() {
    manager().begin();
    insert(1);
    Savepoint first = manager().savepoint("first");
    insert(2);
    Savepoint second = manager().savepoint("second");
    insert(3);
    Savepoint third = manager().savepoint("third");
    insert(4);
    first.rollback();
    assertThat(ids()).containsExactly(1);
    Savepoint again = manager().savepoint("second");
    insert(5);
    for (Savepoint dead : List.of(second, third)) {
      assertThat(dead.isActive()).isFalse();
      assertThatThrownBy(dead::rollback).isInstanceOf(InvalidSavepointException.class);
      assertThatThrownBy(dead::release).isInstanceOf(InvalidSavepointException.class);
      assertThatThrownBy(() -> manager().rollbackTo(dead))
          .isInstanceOf(InvalidSavepointException.class);
    }
    assertThatThrownBy(() -> manager().rollbackTo("third"))
        .isInstanceOf(InvalidSavepointException.class);
    assertThat(ids()).containsExactly(1, 5);
    again.rollback();
    assertThat(ids()).containsExactly(1);
    manager().commit();
  }

  @Test
  default void releasing_a_savepoint_ends_those_after_it_and_keeps_their_changes() {
    manager().begin();
    Savepoint first = manager().savepoint();
    insert(1);
    Savepoint second = manager().savepoint();
    insert(2);
    Savepoint third = manager().savepoint();
    insert(3);
    second.release();
    assertThat(List.of(first.isActive(), second.isActive(), third.isActive()))
        .containsExactly(true, false, false);
    assertThatThrownBy(third::rollback).isInstanceOf(InvalidSavepointException.class);
    assertThatThrownBy(second::release).isInstanceOf(InvalidSavepointException.class);
    assertThat(ids()).containsExactly(1, 2, 3);
    first.rollback();
    assertThat(ids()).isEmpty();
    manager().commit();
  }

  @Test
  default void a_savepoint_of_an_outer_scope_cannot_be_used_from_an_inner_one() {
    manager().begin();
    insert(1);
    Savepoint outer = manager().savepoint("outer");
    Transaction inner = manager().begin();
    insert(2);
    assertThatThrownBy(outer::rollback).isInstanceOf(InvalidSavepointException.class);
    assertThatThrownBy(outer::release).isInstanceOf(InvalidSavepointException.class);
    assertThatThrownBy(() -> manager().rollbackTo("outer"))
        .isInstanceOf(InvalidSavepointException.class);
    assertThatThrownBy(() -> manager().release("OUTER"))
        .isInstanceOf(InvalidSavepointException.class);
    assertThatThrownBy(() -> manager().savepoint("Outer"))
        .isInstanceOf(InvalidSavepointException.class);
    assertThat(outer.isActive()).isTrue();
    insert(3);
    inner.commit();
    assertThat(ids()).containsExactly(1, 2, 3);
    outer.rollback();
    assertThat(ids()).containsExactly(1);
    manager().commit();
  }

  @Test
  default void a_scopes_own_savepoint_is_ended_by_the_scope_only() {
    manager().begin();
    insert(1);
    Transaction inner = manager().begin();
    insert(2);
    List<Savepoint> active = manager().activeSavepoints();
    Savepoint own = active.get(active.size() - 1);
    assertThatThrownBy(own::rollback).isInstanceOf(InvalidSavepointException.class);
    assertThatThrownBy(own::release).isInstanceOf(InvalidSavepointException.class);
    assertThatThrownBy(() -> manager().rollbackTo(own.name()))
        .isInstanceOf(InvalidSavepointException.class);
    assertThatThrownBy(() -> manager().release(own.name()))
        .isInstanceOf(InvalidSavepointException.class);
    assertThatThrownBy(() -> manager().savepoint(own.name()))
        .isInstanceOf(InvalidSavepointException.class);
    assertThat(own.isActive()).isTrue();
    inner.rollback();
    assertThat(own.isActive()).isFalse();
    assertThat(ids()).containsExactly(1);
    manager().commit();
  }

  @Test
  default void a_scopes_savepoints_go_with_it() {
    manager().begin();
    insert(1);
    for (boolean commit : List.of(true, false)) {
      Transaction inner = manager().begin();
      Savepoint one = manager().savepoint("one");
      insert(2);
      Savepoint two = manager().savepoint("two");
      if (commit) {
        inner.commit();
      } else {
        inner.rollback();
      }
      assertThat(one.isActive() || two.isActive()).isFalse();
      assertThatThrownBy(one::rollback).isInstanceOf(InvalidSavepointException.class);
      backend().execute("DELETE FROM entry WHERE id = 2");
    }
    assertThat(ids()).containsExactly(1);
    manager().commit();
  }

  @Test
  default void savepoints_before_the_first_statement_work_like_any_other() {
    manager().begin();
    Savepoint first = manager().savepoint("first");
    Savepoint second = manager().savepoint("second");
    first.rollback();
    assertThat(second.isActive()).isFalse();
    Savepoint third = manager().savepoint("third");
    manager().begin();
    insert(1);
    manager().rollback();
    assertThat(first.isActive() && third.isActive()).isTrue();
    insert(2);
    third.rollback();
    assertThat(ids()).isEmpty();
    insert(3);
    third.release();
    first.rollback();
    assertThat(ids()).isEmpty();
    insert(4);
    manager().commit();
    assertThat(ids()).containsExactly(4);
  }

  @Test
  default void rolling_back_a_scope_that_shares_its_start_keeps_the_savepoints_before_it() {
    manager().begin();
    Savepoint before = manager().savepoint("before");
    manager().begin();
    insert(1);
    manager().rollback();
    insert(2);
    assertThat(ids()).containsExactly(2);
    before.rollback();
    assertThat(ids()).isEmpty();
    manager().commit();
  }

  @Test
  default void a_replaced_savepoint_leaves_those_taken_in_between_alone() {
    manager().begin();
    Savepoint old = manager().savepoint("a");
    insert(1);
    Savepoint between = manager().savepoint("b");
    insert(2);
    Savepoint now = manager().savepoint("A");
    insert(3);
    assertThat(old.isActive()).isFalse();
    assertThatThrownBy(old::rollback).isInstanceOf(InvalidSavepointException.class);
    now.rollback();
    assertThat(ids()).containsExactly(1, 2);
    between.rollback();
    assertThat(ids()).containsExactly(1);
    assertThat(now.isActive()).isFalse();
    assertThatThrownBy(() -> manager().rollbackTo("a"))
        .isInstanceOf(InvalidSavepointException.class);
    assertThat(ids()).containsExactly(1);
    Savepoint third = manager().savepoint("a");
    insert(4);
    third.rollback();
    assertThat(ids()).containsExactly(1);
    manager().commit();
  }

  @Test
  default void one_savepoint_for_each_row_of_a_loop() {
    manager().begin();
    for (int i = 1; i <= 100; i++) {
      Savepoint row = manager().savepoint("row");
      insert(i);
      if (i % 2 == 0) {
        row.rollback();
      }
    }
    assertThat(names()).endsWith("row").containsOnlyOnce("row");
    assertThat(ids()).hasSize(50);
    manager().commit();
    assertThat(ids()).hasSize(50);
  }
}

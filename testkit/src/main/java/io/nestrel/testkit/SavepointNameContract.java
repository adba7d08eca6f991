// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.error.InvalidSavepointException;
import io.nestrel.transaction.Savepoint;
import io.nestrel.transaction.Transaction;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The names that savepoints have, and those they may be given. */
public interface SavepointNameContract extends Contract {

  @Test
  default void automatic_names_count_and_a_released_number_is_not_used_again() {
    Transaction tx = manager().begin();
    assertThat(manager().savepoint().name()).isEqualTo(name(1));
    Savepoint second = manager().savepoint();
    assertThat(second.name()).isEqualTo(name(2));
    assertThat(manager().savepoint()).hasToString(name(3));
    second.release();
    assertThat(manager().savepoint().name()).isEqualTo(name(4));
    assertThat(names()).containsExactly(name(1), name(4));
    tx.commit();
  }

  @Test
  default void the_counter_returns_when_a_nested_scope_ends() {
    Transaction tx = manager().begin();
    insert(1);
    for (int i = 0; i < 3; i++) {
      manager().begin();
      assertThat(names()).containsExactly(name(1));
      assertThat(manager().savepoint().name()).isEqualTo(name(2));
      manager().begin();
      assertThat(manager().savepoint().name()).isEqualTo(name(4));
      manager().rollback();
      assertThat(manager().savepoint().name()).isEqualTo(name(3));
      manager().commit();
    }
    assertThat(manager().savepoint().name()).isEqualTo(name(1));
    tx.rollback();
  }

  @Test
  default void an_automatic_name_never_repeats_an_active_one() {
    manager().begin();
    insert(1);
    manager().savepoint(name(2));
    manager().savepoint(name(3).toLowerCase(java.util.Locale.ROOT));
    assertThat(manager().savepoint().name()).isEqualTo(name(1));
    manager().begin();
    assertThat(manager().savepoint().name()).isEqualTo(name(5));
    insert(2);
    manager().begin();
    manager().savepoint();
    assertThat(names()).doesNotHaveDuplicates().hasSize(7);
    manager().commit();
    manager().commit();
    assertThat(ids()).containsExactly(1, 2);
    manager().rollbackTo(name(2));
    assertThat(ids()).containsExactly(1);
    manager().commit();
  }

  @Test
  default void a_name_that_is_active_in_the_same_scope_replaces_the_older_savepoint() {
    manager().begin();
    insert(1);
    for (String same : List.of("row", "Row", "RÖW", "röw", "ro\u0308w")) {
      Savepoint older = manager().savepoint("row");
      Savepoint newer = manager().savepoint(same);
      assertThat(older.isActive()).as(same).isFalse();
      assertThatThrownBy(older::rollback).isInstanceOf(InvalidSavepointException.class);
      insert(2);
      manager().rollbackTo("ROW");
      assertThat(newer.isActive()).isTrue();
      assertThat(ids()).containsExactly(1);
      newer.release();
    }
    manager().commit();
  }

  @Test
  default void names_need_not_be_identifiers() {
    manager().begin();
    insert(1);
    for (String name :
        List.of("after user 1", "a\"b", "'", "`x`", "; DROP TABLE entry --", "select", "\u20ac")) {
      Savepoint savepoint = manager().savepoint(name);
      assertThat(savepoint).hasToString(name);
      insert(2);
      manager().rollbackTo(name);
      assertThat(ids()).containsExactly(1);
      manager().release(name);
    }
    manager().commit();
    assertThat(ids()).containsExactly(1);
  }

  @Test
  default void names_that_some_database_would_change_are_refused() {
    manager().begin();
    insert(1);
    String longest = "x".repeat(63);
    assertThat(manager().savepoint(longest).name()).isEqualTo(longest);
    for (String bad :
        List.of("", "  ", "\t\n", "y".repeat(64), "\u20ac".repeat(22), "nul\0", "half \ud800")) {
      assertThatThrownBy(() -> manager().savepoint(bad))
          .as(bad)
          .isInstanceOf(InvalidSavepointException.class);
    }
    assertThatThrownBy(() -> manager().rollbackTo("nowhere"))
        .isInstanceOf(InvalidSavepointException.class);
    assertThatThrownBy(() -> manager().release("")).isInstanceOf(InvalidSavepointException.class);
    insert(2);
    assertThat(names()).containsExactly(longest);
    manager().commit();
    assertThat(ids()).containsExactly(1, 2);
  }
}

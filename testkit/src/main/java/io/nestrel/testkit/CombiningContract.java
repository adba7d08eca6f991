// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.error.DatabaseException;
import io.nestrel.error.UniqueViolationException;
import io.nestrel.transaction.TransactionStatus;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

/** Databases on which BEGIN, SAVEPOINT and RELEASE travel with the statement that needs them. */
public interface CombiningContract extends CombinedReadContract {

  /** How many statements a nested scope sends before the same texts come again. */
  int differentNestedTexts();

  private void nested(int id) {
    backend().transaction(() -> insert(id));
  }

  @Test
  default void a_nested_insert_is_one_round_trip() {
    backend()
        .transaction(
            () -> {
              nested(1); // shares the start of the transaction
              insert(2);
              nested(3);
              recording().clear();
              nested(4);
              assertThat(recording().sent()).hasSize(1);
            });
    assertThat(ids()).containsExactly(1, 2, 3, 4);
  }

  @Test
  default void a_thousand_nested_inserts_use_few_texts() {
    backend()
        .transaction(
            () -> {
              insert(0);
              recording().clear();
              for (int i = 1; i <= 1_000; i++) {
                nested(i);
              }
              assertThat(recording().sent()).hasSize(1_000);
              assertThat(new HashSet<>(recording().sent())).hasSize(differentNestedTexts());
            });
    assertThat(ids()).hasSize(1_001);
  }

  @Test
  default void begin_travels_with_the_first_statement_whatever_that_is() {
    backend().transaction(() -> insert(1));
    backend().transaction(() -> backend().execute("UPDATE entry SET note = ?", "changed"));
    backend()
        .transaction(
            () -> assertThat(backend().query("SELECT note FROM entry", String.class)).hasSize(1));
    backend()
        .transaction(
            () -> assertThat(backend().execute("DELETE FROM entry WHERE id = ?", 1)).isEqualTo(1));
    assertThat(recording().sent()).hasSize(8);
    assertThat(ids()).isEmpty();
  }

  @Test
  default void rows_and_counts_are_those_of_the_statement() {
    manager().begin();
    insert(1);
    manager().begin();
    assertThat(backend().execute("UPDATE entry SET note = 'x'")).isEqualTo(1);
    manager().begin();
    assertThat(backend().query("SELECT id FROM entry", Integer.class)).containsExactly(1);
    manager().begin();
    assertThat(backend().execute("DELETE FROM entry WHERE id > ?", 5)).isZero();
    assertThat(manager().activeSavepoints()).hasSize(3);
    for (int i = 0; i < 4; i++) {
      manager().commit();
    }
    assertThat(ids()).containsExactly(1);
  }

  @Test
  default void what_led_a_statement_that_failed_has_taken_effect() {
    manager().begin();
    insert(1);
    manager().begin();
    manager().savepoint("s");
    assertThatThrownBy(() -> insert(1)).isInstanceOf(UniqueViolationException.class);
    manager().rollbackTo("s");
    assertThat(status()).isEqualTo(TransactionStatus.ACTIVE);
    insert(2);
    manager().rollback();
    insert(3);
    manager().commit();
    assertThat(ids()).containsExactly(1, 3);
  }

  @Test
  default void a_first_statement_that_fails_leaves_a_transaction_that_can_be_rolled_back() {
    insert(1);
    manager().begin();
    assertThatThrownBy(() -> insert(1)).isInstanceOf(UniqueViolationException.class);
    manager().rollback();
    backend().transaction(() -> insert(2));
    assertThat(ids()).containsExactly(1, 2);
  }

  @Test
  default void text_that_is_not_understood_is_an_error_of_the_statement() {
    manager().begin();
    assertThatThrownBy(() -> backend().execute("INSERT INTO entry VALUES ((("))
        .isInstanceOf(DatabaseException.class);
    manager().rollback();
    manager().begin();
    insert(1);
    manager().begin();
    assertThatThrownBy(() -> backend().execute("INSERT INTO entry VALUES ((("))
        .isInstanceOf(DatabaseException.class);
    manager().rollback();
    insert(2);
    manager().commit();
    assertThat(ids()).containsExactly(1, 2);
  }

  @Test
  default void a_comment_at_the_end_takes_nothing_with_it() {
    backend()
        .transaction(
            () -> {
              backend().execute("INSERT INTO entry (id, note) VALUES (1, 'a') -- the first");
              backend()
                  .transaction(
                      () ->
                          backend()
                              .execute("INSERT INTO entry (id, note) VALUES (2, 'b') -- second"));
            });
    assertThat(ids()).containsExactly(1, 2);
  }

  @Test
  default void names_of_savepoints_may_hold_anything() {
    manager().begin();
    insert(1);
    for (String name : new String[] {"a;b", "a?b", "a'b", "a\"b`c", "a-- b", "END"}) {
      manager().savepoint(name);
      insert(2);
      manager().rollbackTo(name);
    }
    manager().commit();
    assertThat(ids()).containsExactly(1);
  }

  @Test
  default void values_that_look_like_statements_stay_values() {
    String value = "x'); DELETE FROM entry; -- \\";
    backend()
        .transaction(
            () -> {
              insert(1);
              backend()
                  .transaction(
                      () ->
                          backend()
                              .execute("INSERT INTO entry (id, note) VALUES (?, ?)", 2, value));
            });
    assertThat(backend().query("SELECT note FROM entry WHERE id = 2", String.class))
        .containsExactly(value);
    assertThat(ids()).containsExactly(1, 2);
  }
}

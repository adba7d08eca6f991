// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.error.DatabaseException;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What travelled with a statement has taken effect, whatever becomes of reading its rows. */
public interface CombinedReadContract extends RecordedContract {

  /** A statement that inserts an entry with this id and gives a row with text. */
  default String insertAndGiveText(int id) {
    return "INSERT INTO entry (id, note) VALUES (%d, 'text') RETURNING note".formatted(id);
  }

  @Test
  default void what_led_a_statement_whose_result_cannot_be_read_has_taken_effect() {
    manager().begin();
    insertAndFailToRead(1);
    assertThat(ids()).containsExactly(1);
    manager().begin();
    insertAndFailToRead(2);
    manager().rollback();
    assertThat(ids()).containsExactly(1);
    insert(3);
    manager().commit();
    manager().begin();
    insertAndFailToRead(4);
    manager().rollback();
    assertThat(ids()).containsExactly(1, 3);
  }

  @Test
  default void what_led_a_statement_whose_reader_throws_has_taken_effect() {
    for (Throwable thrown :
        List.of(
            new IllegalStateException("reader"),
            new AssertionError("reader"),
            new IOException("reader"))) {
      manager().begin();
      insertAndThrow(4, thrown);
      manager().rollback();
      assertThat(ids()).as(thrown.toString()).isEmpty();
      manager().begin();
      insertAndThrow(1, thrown);
      manager().begin();
      insertAndThrow(2, thrown);
      manager().rollback();
      assertThat(ids()).as(thrown.toString()).containsExactly(1);
      manager().rollback();
    }
  }

  @Test
  default void a_query_that_gives_no_rows_fails_and_what_led_it_has_taken_effect() {
    String nothing = "DO 'BEGIN END'"; // which MariaDB computes, and PostgreSQL runs
    manager().begin();
    assertThatThrownBy(() -> backend().query(nothing, row -> 1))
        .isInstanceOf(DatabaseException.class);
    insert(4);
    manager().begin();
    assertThatThrownBy(() -> backend().query(nothing, row -> 1))
        .isInstanceOf(DatabaseException.class);
    insert(5);
    manager().rollback();
    manager().commit();
    assertThat(ids()).containsExactly(4);
  }

  private void insertAndThrow(int id, Throwable thrown) {
    assertThatThrownBy(
            () -> backend().query(insertAndGiveText(id), row -> CombinedReadContract.sneak(thrown)))
        .isSameAs(thrown);
  }

  /** Throws it without having to declare it, as other languages do. */
  @SuppressWarnings("unchecked") // which is the trick
  private static <X extends Throwable> String sneak(Throwable thrown) throws X {
    throw (X) thrown;
  }

  private void insertAndFailToRead(int id) {
    assertThatThrownBy(() -> backend().query(insertAndGiveText(id), row -> row.getInt(1)))
        .isInstanceOf(DatabaseException.class);
  }
}

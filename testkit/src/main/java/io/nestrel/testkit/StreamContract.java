// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.error.TransactionException;
import io.nestrel.transaction.Savepoint;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A stream of rows closes at the latest when its scope ends. */
public interface StreamContract extends Contract {

  private Stream<Integer> stream() {
    return backend().stream("SELECT id FROM entry ORDER BY id", Integer.class);
  }

  private void fill() {
    for (int id = 1; id <= 5; id++) {
      insert(id);
    }
  }

  @Test
  default void an_open_stream_ends_with_the_commit_of_its_scope() {
    manager().begin();
    fill();
    Iterator<Integer> outermost = stream().iterator();
    assertThat(outermost.next()).isEqualTo(1);
    manager().begin();
    insert(6);
    Iterator<Integer> nested = stream().iterator();
    assertThat(nested.next()).isEqualTo(1);
    manager().commit();
    insert(7);
    assertThatThrownBy(() -> drain(nested)).isInstanceOf(TransactionException.class);
    manager().commit();
    assertThatThrownBy(() -> drain(outermost)).isInstanceOf(TransactionException.class);
    assertThat(ids()).hasSize(7);
  }

  @Test
  default void an_open_stream_ends_with_the_rollback_of_its_scope() {
    manager().begin();
    fill();
    manager().begin();
    insert(6);
    Iterator<Integer> nested = stream().iterator();
    assertThat(nested.next()).isEqualTo(1);
    manager().rollback();
    assertThatThrownBy(() -> drain(nested)).isInstanceOf(TransactionException.class);
    assertThat(ids()).hasSize(5);
    Savepoint savepoint = manager().savepoint();
    Iterator<Integer> afterSavepoint = stream().iterator();
    assertThat(afterSavepoint.next()).isEqualTo(1);
    savepoint.rollback();
    assertThatThrownBy(() -> drain(afterSavepoint)).isInstanceOf(TransactionException.class);
    manager().rollback();
    assertThat(ids()).isEmpty();
  }

  @Test
  default void a_stream_goes_on_over_nested_scopes_that_fail() {
    manager().begin();
    fill();
    List<Integer> seen = new ArrayList<>();
    try (Stream<Integer> rows = stream()) {
      rows.forEach(
          id -> {
            seen.add(id);
            assertThatThrownBy(
                    () ->
                        backend()
                            .transaction(
                                () -> {
                                  backend().execute("UPDATE entry SET note = 'x'");
                                  throw new IllegalStateException("row " + id);
                                }))
                .hasMessage("row " + id);
            backend()
                .transaction(
                    () -> backend().execute("UPDATE entry SET note = 'y' WHERE id = ?", id));
          });
    }
    assertThat(seen).containsExactly(1, 2, 3, 4, 5);
    manager().commit();
    assertThat(backend().query("SELECT DISTINCT note FROM entry", String.class))
        .containsExactly("y");
  }

  @Test
  default void a_stream_that_was_read_to_its_end_stays_empty_after_its_scope() {
    manager().begin();
    fill();
    Iterator<Integer> rows = stream().iterator();
    assertThat(drain(rows)).isEqualTo(5);
    manager().commit();
    assertThat(rows.hasNext()).isFalse();
  }

  private static int drain(Iterator<Integer> rows) {
    int count = 0;
    while (rows.hasNext()) {
      rows.next();
      count++;
    }
    return count;
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.Model;
import io.nestrel.error.ReadOnlyDatabaseException;
import io.nestrel.error.ScopeFailedException;
import io.nestrel.error.TransactionException;
import io.nestrel.transaction.RetryPolicy;
import io.nestrel.transaction.TransactionOptions;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A read-only transaction writes nothing, and the next one on its connection may write again. */
public interface ReadOnlyContract extends Contract {
  TransactionOptions READ_ONLY = TransactionOptions.defaults().readOnly(true);

  private void assertWritable(int id) {
    insert(id);
    backend().transaction(() -> insert(id + 1));
    assertThat(ids()).contains(id, id + 1);
  }

  @Test
  default void the_database_itself_refuses_to_write_in_a_read_only_transaction() {
    insert(1);
    for (String write :
        List.of(
            "INSERT INTO entry (id) VALUES (2)",
            "UPDATE entry SET note = 'x'",
            "DELETE FROM entry")) {
      assertThatThrownBy(() -> backend().transaction(READ_ONLY, () -> backend().execute(write)))
          .as(write)
          .isInstanceOf(ReadOnlyDatabaseException.class);
    }
    assertThat(ids()).containsExactly(1);
    assertWritable(2);
  }

  @Test
  default void raw_jdbc_is_refused_too() {
    assertThatThrownBy(
            () ->
                backend()
                    .transaction(
                        READ_ONLY,
                        () ->
                            backend()
                                .useConnection(
                                    connection -> {
                                      try (Statement statement = connection.createStatement()) {
                                        statement.execute("INSERT INTO entry (id) VALUES (2)");
                                      }
                                    })))
        .isInstanceOf(ReadOnlyDatabaseException.class);
    assertThat(ids()).isEmpty();
    assertWritable(1);
  }

  @Test
  default void a_write_refused_in_a_nested_scope_leaves_the_reading_transaction_usable() {
    insert(1);
    backend()
        .transaction(
            READ_ONLY,
            () -> {
              assertThat(ids()).containsExactly(1);
              assertThatThrownBy(() -> backend().transaction(() -> insert(2)))
                  .isInstanceOf(ReadOnlyDatabaseException.class);
              assertThat(ids()).containsExactly(1);
            });
    assertWritable(2);
  }

  @Test
  default void records_are_refused_before_anything_is_sent_and_keep_their_state() {
    Model<Widget> widgets = Widget.WIDGETS.on(backend());
    Widget saved = widgets.save(new Widget("saved"));
    int version = saved.version();
    backend()
        .transaction(
            READ_ONLY,
            () -> {
              saved.stock(7);
              assertThatThrownBy(saved::save)
                  .isInstanceOf(TransactionException.class)
                  .hasMessageContaining("read-only");
              assertThatThrownBy(saved::delete).hasMessageContaining("read-only");
              assertThatThrownBy(() -> widgets.save(new Widget("new")))
                  .hasMessageContaining("read-only");
              assertThatThrownBy(() -> widgets.query().update("stock = ?", 9))
                  .isInstanceOf(TransactionException.class)
                  .hasMessageContaining("read-only");
              assertThatThrownBy(() -> widgets.query().deleteAll())
                  .isInstanceOf(TransactionException.class)
                  .hasMessageContaining("read-only");
              assertThat(widgets.count()).isEqualTo(1);
            });
    assertThat(saved.isPersisted()).isTrue();
    assertThat(saved.version()).isEqualTo(version);
    saved.save();
    assertThat(saved.reload().stock()).isEqualTo(7);
  }

  @Test
  default void after_a_rollback_the_connection_may_write_again() {
    manager().begin(READ_ONLY);
    ids();
    manager().rollback();
    assertWritable(1);
  }

  @Test
  default void it_stays_read_only_when_it_begins_again() {
    manager().begin(READ_ONLY);
    manager().begin();
    ids();
    manager().rollback();
    assertThatThrownBy(() -> insert(1)).isInstanceOf(ReadOnlyDatabaseException.class);
    manager().rollback();
    assertWritable(1);
  }

  @Test
  default void each_attempt_is_read_only_and_what_follows_is_not() {
    AtomicInteger attempts = new AtomicInteger();
    RetryPolicy policy = RetryPolicy.attempts(3).when(ReadOnlyDatabaseException.class::isInstance);
    assertThatThrownBy(
            () ->
                backend()
                    .transaction(
                        READ_ONLY.retry(policy),
                        () -> {
                          attempts.incrementAndGet();
                          ids();
                          insert(1);
                        }))
        .isInstanceOf(ReadOnlyDatabaseException.class);
    assertThat(attempts).hasValue(3);
    assertWritable(1);
  }

  @Test
  default void scopes_inside_may_ask_for_the_same_and_for_nothing_else() {
    backend()
        .transaction(
            READ_ONLY,
            () -> {
              backend().transaction(READ_ONLY, this::ids);
              assertThatThrownBy(() -> backend().transaction(READ_ONLY.readOnly(false), this::ids))
                  .isInstanceOf(TransactionException.class)
                  .isNotInstanceOf(ScopeFailedException.class);
            });
    backend()
        .transaction(
            () ->
                assertThatThrownBy(() -> backend().transaction(READ_ONLY, this::ids))
                    .isInstanceOf(TransactionException.class));
  }
}

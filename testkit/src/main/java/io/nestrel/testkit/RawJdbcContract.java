// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.error.TransactionDoomedException;
import io.nestrel.error.TransactionException;
import io.nestrel.transaction.Savepoint;
import io.nestrel.transaction.Transaction;
import io.nestrel.transaction.TransactionStatus;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Scopes and savepoints that begin and end while the driver's connection is lent. */
public interface RawJdbcContract extends Contract {

  private static void insert(Connection connection, int id) throws SQLException {
    try (var statement = connection.createStatement()) {
      assertThat(statement.executeUpdate("INSERT INTO entry (id) VALUES (" + id + ")"))
          .isEqualTo(1);
    }
  }

  @Test
  default void a_savepoint_taken_while_the_connection_is_lent_undoes_what_follows() {
    manager().begin();
    backend()
        .useConnection(
            connection -> {
              insert(connection, 1);
              Savepoint savepoint = manager().savepoint();
              insert(connection, 2);
              savepoint.rollback();
              insert(connection, 3);
            });
    assertThat(ids()).containsExactly(1, 3);
    manager().commit();
    assertThat(ids()).containsExactly(1, 3);
  }

  @Test
  default void a_nested_scope_that_fails_while_the_connection_is_lent_is_undone() {
    manager().begin();
    backend()
        .useConnection(
            connection -> {
              insert(connection, 1);
              assertThatThrownBy(
                      () ->
                          backend()
                              .transaction(
                                  () -> {
                                    insert(connection, 2);
                                    throw new IllegalStateException("undo");
                                  }))
                  .hasMessage("undo");
              backend().transaction(() -> insert(connection, 3));
            });
    assertThat(ids()).containsExactly(1, 3);
    manager().commit();
  }

  @Test
  default void the_shared_start_can_be_rolled_back_to_while_the_connection_is_lent() {
    Transaction outer = manager().begin();
    Transaction inner = manager().begin();
    backend()
        .useConnection(
            connection -> {
              insert(connection, 1);
              inner.rollback();
              insert(connection, 2);
            });
    assertThat(status()).isEqualTo(TransactionStatus.ACTIVE);
    assertThat(ids()).containsExactly(2);
    outer.rollback();
    assertThat(ids()).isEmpty();
  }

  @Test
  default void a_scope_that_ends_while_the_connection_is_lent_costs_the_outer_one_nothing() {
    Transaction outer = manager().begin();
    Transaction inner = manager().begin();
    backend()
        .useConnection(
            connection -> {
              insert(connection, 1);
              inner.rollback();
            });
    assertThat(status()).isEqualTo(TransactionStatus.ACTIVE);
    insert(2);
    outer.commit();
    assertThat(ids()).containsExactly(2);
  }

  @Test
  default void a_released_name_can_be_taken_again_while_the_connection_is_lent() {
    manager().begin();
    backend()
        .useConnection(
            connection -> {
              for (int i = 1; i <= 4; i++) {
                Savepoint row = manager().savepoint("row");
                insert(connection, i);
                if (i % 2 == 0) {
                  row.rollback();
                }
                row.release();
              }
            });
    assertThat(ids()).containsExactly(1, 3);
    manager().commit();
  }

  @Test
  default void to_look_at_the_lent_connection_sends_nothing() {
    manager().begin();
    insert(1);
    Transaction inner = manager().begin();
    backend()
        .useConnection(
            connection -> {
              assertThat(List.of(connection)).contains(connection);
              assertThat(connection.getMetaData().getConnection()).isSameAs(connection);
              assertThatThrownBy(() -> insert(connection, 1)).isInstanceOf(SQLException.class);
              assertThat(connection.toString()).startsWith("lent ");
              assertThat(Set.of(connection).contains(connection)).isTrue();
            });
    inner.rollback();
    manager().commit();
    assertThat(ids()).containsExactly(1);
  }

  /** For outermost scopes only: a nested one's connection stays. */
  interface Outermost extends Contract {

    @Test
    default void a_lent_connection_is_refused_once_its_transaction_has_ended() {
      for (boolean commit : new boolean[] {true, false}) {
        Transaction tx = manager().begin();
        backend()
            .useConnection(
                connection -> {
                  RawJdbcContract.insert(connection, commit ? 1 : 2);
                  if (commit) {
                    tx.commit();
                  } else {
                    tx.rollback();
                  }
                  assertThatThrownBy(() -> RawJdbcContract.insert(connection, 99))
                      .isInstanceOf(TransactionException.class);
                  manager().begin();
                  assertThatThrownBy(() -> RawJdbcContract.insert(connection, 99))
                      .isInstanceOf(TransactionException.class);
                  manager().rollback();
                });
        assertThat(manager().level()).isZero();
      }
      assertThat(ids()).containsExactly(1);
    }

    @Test
    default void a_transaction_that_raw_jdbc_ends_and_begins_again_is_doomed() {
      for (String end : new String[] {"COMMIT", "/* so */ rollback"}) {
        manager().begin();
        assertThatThrownBy(
                () ->
                    backend()
                        .useConnection(
                            connection -> {
                              try (var prepared = connection.prepareStatement(end);
                                  var statement = connection.createStatement()) {
                                statement.execute("INSERT INTO entry (id) VALUES (1)");
                                prepared.execute();
                                statement.execute("BEGIN");
                              }
                            }))
            .isInstanceOf(TransactionDoomedException.class);
        assertThat(status()).isEqualTo(TransactionStatus.DOOMED);
        assertThatThrownBy(() -> manager().commit()).isInstanceOf(TransactionDoomedException.class);
        manager().rollback();
        assertThat(ids()).hasSize(end.equals("COMMIT") ? 1 : 0);
        backend().execute("DELETE FROM entry");
      }
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.error.TransactionDoomedException;
import io.nestrel.error.UniqueViolationException;
import io.nestrel.testkit.ContractTest;
import io.nestrel.testkit.DoomContract;
import io.nestrel.testkit.ForEachDoomContract;
import io.nestrel.testkit.RewindDoomContract;
import io.nestrel.testkit.TestDatabase;
import io.nestrel.transaction.TransactionStatus;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** ON CONFLICT ROLLBACK: SQLite ends the transaction, and its driver does not notice. */
class SqliteDoomTest extends ContractTest
    implements DoomContract, RewindDoomContract, ForEachDoomContract {
  private static final String INSERT_OR_ROLLBACK = "INSERT OR ROLLBACK INTO entry (id) VALUES (1)";

  @Override
  protected TestDatabase newDatabase() {
    return SqliteDatabase.inMemory();
  }

  @Override
  public void loseTransaction() {
    backend().execute(INSERT_OR_ROLLBACK);
  }

  /** Has raw JDBC lose it, which swallows the exception. */
  private static void loseTransaction(Statement raw) {
    assertThatThrownBy(() -> raw.execute(INSERT_OR_ROLLBACK)).isInstanceOf(SQLException.class);
  }

  @Test
  void a_loss_that_raw_jdbc_swallows_is_noticed() {
    manager().begin();
    insert(1);
    manager().begin();
    insert(2);
    backend()
        .useConnection(
            connection -> {
              try (var statement = connection.createStatement()) {
                loseTransaction(statement);
              }
            });
    assertThat(status()).isEqualTo(TransactionStatus.DOOMED);
    assertThatThrownBy(() -> insert(3))
        .isInstanceOf(TransactionDoomedException.class)
        .hasCauseInstanceOf(UniqueViolationException.class);
    manager().rollback();
    assertThatThrownBy(() -> manager().commit()).isInstanceOf(TransactionDoomedException.class);
    manager().rollback();
    assertThat(ids()).isEmpty();
  }

  @Test
  void raw_jdbc_cannot_go_on_after_a_loss_and_commit_by_itself() {
    manager().begin();
    insert(1);
    assertThatThrownBy(
            () ->
                backend()
                    .useConnection(
                        connection -> {
                          try (var statement = connection.createStatement();
                              var prepared =
                                  connection.prepareStatement(
                                      "INSERT INTO entry (id) VALUES (98)")) {
                            loseTransaction(statement);
                            assertThatThrownBy(prepared::execute)
                                .isInstanceOf(TransactionDoomedException.class)
                                .hasCauseInstanceOf(UniqueViolationException.class);
                            statement.execute("INSERT INTO entry (id) VALUES (99)");
                          }
                        }))
        .isInstanceOf(TransactionDoomedException.class)
        .hasCauseInstanceOf(UniqueViolationException.class);
    manager().rollback();
    assertThat(ids()).isEmpty();
  }

  @Test
  void a_later_failure_of_raw_jdbc_counts_as_much_as_the_first() {
    manager().begin();
    insert(1);
    backend()
        .useConnection(
            connection -> {
              try (var statement = connection.createStatement()) {
                assertThatThrownBy(() -> statement.execute("nonsense"))
                    .isInstanceOf(SQLException.class);
                statement.execute("INSERT INTO entry (id) VALUES (2)");
                loseTransaction(statement);
              }
            });
    assertThatThrownBy(() -> manager().commit())
        .isInstanceOf(TransactionDoomedException.class)
        .hasCauseInstanceOf(UniqueViolationException.class);
    manager().rollback();
    assertThat(ids()).isEmpty();
  }

  @Test
  void a_rollback_sent_through_the_drivers_connection_is_noticed() {
    manager().begin();
    insert(1);
    backend()
        .useConnection(
            connection -> {
              try (var statement = connection.createStatement()) {
                statement.execute("ROLLBACK");
              }
            });
    assertThatThrownBy(() -> insert(2)).isInstanceOf(TransactionDoomedException.class);
    assertThatThrownBy(() -> manager().commit()).isInstanceOf(TransactionDoomedException.class);
    manager().rollback();
    assertThat(ids()).isEmpty();
  }

  @Test
  void outside_a_transaction_it_costs_the_statement_only() {
    insert(1);
    assertThatThrownBy(this::loseTransaction).isInstanceOf(UniqueViolationException.class);
    insert(2);
    assertThat(ids()).containsExactly(1, 2);
  }

  @Test
  void a_trigger_that_raises_rollback_dooms_the_transaction() {
    backend()
        .execute(
            "CREATE TRIGGER stop BEFORE INSERT ON entry WHEN new.id = 13 BEGIN SELECT RAISE(ROLLBACK, 'unlucky'); END");
    manager().begin();
    insert(1);
    manager().begin();
    assertThatThrownBy(() -> insert(13)).hasMessageContaining("unlucky");
    assertThat(status()).isEqualTo(TransactionStatus.DOOMED);
    manager().rollback();
    manager().rollback();
    assertThat(ids()).isEmpty();
  }

  @Test
  void the_drivers_own_connection_can_be_unwrapped() {
    String name =
        backend()
            .withConnection(
                connection ->
                    connection.unwrap(org.sqlite.SQLiteConnection.class).getClass().getName());
    assertThat(name).startsWith("org.sqlite");
  }
}

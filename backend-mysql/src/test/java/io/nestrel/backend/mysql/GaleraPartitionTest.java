// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.error.DatabaseException;
import io.nestrel.error.TransactionException;
import io.nestrel.error.UnknownCommitOutcomeException;
import io.nestrel.testkit.ContractTest;
import io.nestrel.testkit.TestDatabase;
import io.nestrel.transaction.Transaction;
import io.nestrel.transaction.TransactionStatus;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A node of a Galera cluster that loses the others, and finds them again. */
@Tag("galera")
class GaleraPartitionTest extends ContractTest {
  private static final int NOT_PREPARED = 1047;
  private static final int ERROR_DURING_COMMIT = 1180;

  @Override
  protected TestDatabase newDatabase() {
    return GaleraDatabase.create();
  }

  /** Before anything is checked: the next test needs the cluster. */
  @AfterEach
  void heal() {
    isolate(false);
    awaitReady("ON");
  }

  @Override
  protected void after() {
    assertThat(((GaleraDatabase) database()).notes()).isEmpty();
    backend().transaction(() -> insert(9));
    assertThat(((GaleraDatabase) database()).notes()).containsOnlyKeys(9);
  }

  private void isolate(boolean alone) {
    onNode(
        statement ->
            statement.execute(
                "SET GLOBAL wsrep_provider_options = 'gmcast.isolate=%d'"
                    .formatted(alone ? 1 : 0)));
  }

  private void awaitReady(String wanted) {
    onNode(
        statement -> {
          while (true) {
            try (ResultSet row = statement.executeQuery("SHOW STATUS LIKE 'wsrep_ready'")) {
              row.next();
              if (row.getString(2).equals(wanted)) {
                return;
              }
            }
          }
        });
  }

  private interface Work {
    void run(Statement statement) throws SQLException;
  }

  private void onNode(Work work) {
    try (Connection connection = DriverManager.getConnection(database().url());
        Statement statement = connection.createStatement()) {
      work.run(statement);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void assertNotPrepared(Throwable failure) {
    assertThat(failure)
        .isExactlyInstanceOf(DatabaseException.class)
        .hasMessageContaining("WSREP has not yet prepared node");
    assertThat(((DatabaseException) failure).vendorCode()).isEqualTo(NOT_PREPARED);
  }

  private void lose() {
    isolate(true);
    awaitReady("OFF");
  }

  @Test
  void statements_are_refused_and_so_is_commit() {
    Transaction outer = manager().begin();
    insert(1);
    lose();
    assertThatThrownBy(() -> insert(2)).satisfies(GaleraPartitionTest::assertNotPrepared);
    assertThat(status()).isEqualTo(TransactionStatus.ACTIVE);
    assertThatThrownBy(outer::commit)
        .isInstanceOf(TransactionException.class)
        .isNotInstanceOf(UnknownCommitOutcomeException.class)
        .cause()
        .satisfies(GaleraPartitionTest::assertNotPrepared);
    outer.rollback();
    assertThat(manager().level()).isZero();
  }

  @Test
  void a_nested_scope_cannot_be_rolled_back_so_everything_is() {
    Transaction outer = manager().begin();
    insert(1);
    Transaction inner = manager().begin();
    insert(2);
    lose();
    assertThatThrownBy(inner::rollback)
        .isInstanceOf(TransactionException.class)
        .cause()
        .satisfies(GaleraPartitionTest::assertNotPrepared);
    assertThat(status()).isEqualTo(TransactionStatus.DOOMED);
    outer.rollback();
  }

  @Test
  void what_is_outside_a_transaction_surely_did_not_happen() {
    lose();
    assertThatThrownBy(() -> insert(1)).satisfies(GaleraPartitionTest::assertNotPrepared);
    assertThatThrownBy(() -> backend().transaction(() -> insert(1)))
        .isInstanceOf(TransactionException.class)
        .hasMessageContaining("could not be started")
        .cause()
        .satisfies(GaleraPartitionTest::assertNotPrepared);
  }

  @Test
  void a_transaction_goes_on_when_the_node_is_back() {
    Transaction outer = manager().begin();
    insert(1);
    lose();
    assertThatThrownBy(() -> insert(2)).satisfies(GaleraPartitionTest::assertNotPrepared);
    isolate(false);
    awaitReady("ON");
    backend().execute("DELETE FROM entry");
    outer.commit();
  }

  /** The others may have received it. */
  @Test
  void a_commit_that_is_on_its_way_has_an_unknown_outcome() {
    Transaction outer = manager().begin();
    insert(1);
    isolate(true);
    assertThatThrownBy(outer::commit)
        .isInstanceOf(UnknownCommitOutcomeException.class)
        .cause()
        .isInstanceOfSatisfying(
            DatabaseException.class,
            e -> assertThat(e.vendorCode()).isEqualTo(ERROR_DURING_COMMIT));
    outer.rollback();
  }

  @Test
  void a_lone_statement_that_is_on_its_way_has_one_too() {
    isolate(true);
    assertThatThrownBy(() -> insert(1)).isInstanceOf(UnknownCommitOutcomeException.class);
  }
}

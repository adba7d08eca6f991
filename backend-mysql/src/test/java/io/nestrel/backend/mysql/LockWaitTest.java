// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.backend.Backend;
import io.nestrel.error.LockTimeoutException;
import io.nestrel.error.SerializationFailureException;
import io.nestrel.error.TransactionDoomedException;
import io.nestrel.testservers.TestServer;
import io.nestrel.testservers.TestServers;
import io.nestrel.transaction.TransactionManager;
import io.nestrel.transaction.TransactionStatus;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A lock that is not granted in time costs the statement, unless the server is told otherwise. */
class LockWaitTest {
  private static final String[] ROLLBACK_ON_TIMEOUT = {"--innodb-rollback-on-timeout=ON"};

  private static void whileARowIsLocked(TestServer server, WithBackend work) throws SQLException {
    String url = server.freshDatabase();
    try (Backend backend = Backend.open(url + "&sessionVariables=innodb_lock_wait_timeout=1");
        Connection other = DriverManager.getConnection(url);
        Statement statement = other.createStatement()) {
      backend.execute("CREATE TABLE entry (id INT PRIMARY KEY, note VARCHAR(20))");
      backend.execute("INSERT INTO entry VALUES (1, 'a')");
      statement.execute("BEGIN");
      statement.execute("UPDATE entry SET note = 'theirs' WHERE id = 1");
      backend.beginTransaction();
      backend.execute("INSERT INTO entry VALUES (2, 'b')");
      backend.beginTransaction();
      backend.execute("INSERT INTO entry VALUES (3, 'c')");
      assertThatThrownBy(() -> backend.execute("UPDATE entry SET note = 'ours' WHERE id = 1"))
          .isInstanceOf(LockTimeoutException.class);
      work.run(backend, backend.transactionManager());
    }
  }

  /** The rest of a test. */
  @FunctionalInterface
  private interface WithBackend {
    void run(Backend backend, TransactionManager manager) throws SQLException;
  }

  @ParameterizedTest
  @EnumSource
  void it_costs_the_statement(Server server) throws SQLException {
    whileARowIsLocked(
        server.get(),
        (backend, manager) -> {
          assertThat(manager.status()).isEqualTo(TransactionStatus.ACTIVE);
          manager.commit();
          manager.commit();
          assertThat(backend.query("SELECT id FROM entry ORDER BY id", Integer.class))
              .containsExactly(1, 2, 3);
        });
  }

  @ParameterizedTest
  @EnumSource
  void it_costs_the_transaction_where_the_server_is_set_so(Server server) throws SQLException {
    TestServer strict =
        server == Server.MARIADB
            ? TestServers.mariadb(ROLLBACK_ON_TIMEOUT)
            : TestServers.mysql(ROLLBACK_ON_TIMEOUT);
    whileARowIsLocked(
        strict,
        (backend, manager) -> {
          assertThat(manager.status()).isEqualTo(TransactionStatus.DOOMED);
          assertThatThrownBy(() -> backend.execute("INSERT INTO entry VALUES (4, 'd')"))
              .isInstanceOf(TransactionDoomedException.class)
              .hasCauseInstanceOf(LockTimeoutException.class);
          manager.rollback();
          assertThatThrownBy(manager::commit).isInstanceOf(TransactionDoomedException.class);
          manager.rollback();
          assertThat(backend.query("SELECT id FROM entry", Integer.class)).containsExactly(1);
        });
  }

  @ParameterizedTest
  @EnumSource
  void a_lock_that_is_not_waited_for(Server server) throws SQLException {
    whileARowIsLocked(
        server.get(),
        (backend, manager) -> {
          assertThatThrownBy(
                  () ->
                      backend.query(
                          "SELECT note FROM entry WHERE id = 1 FOR UPDATE NOWAIT", String.class))
              .isInstanceOf(LockTimeoutException.class);
          manager.rollback();
          manager.commit();
          assertThat(backend.query("SELECT id FROM entry ORDER BY id", Integer.class))
              .containsExactly(1, 2);
        });
  }

  /** MariaDB's innodb_snapshot_isolation; MySQL lets the second writer win. */
  @Test
  void a_row_that_changed_since_the_snapshot_costs_the_transaction() {
    String url = TestServers.mariadb().freshDatabase();
    try (Backend backend = Backend.open(url + "&sessionVariables=innodb_snapshot_isolation=ON");
        Backend other = Backend.open(url)) {
      backend.execute("CREATE TABLE entry (id INT PRIMARY KEY, note VARCHAR(20))");
      backend.execute("INSERT INTO entry VALUES (1, 'a')");
      TransactionManager manager = backend.transactionManager();
      manager.begin();
      assertThat(backend.query("SELECT note FROM entry", String.class)).containsExactly("a");
      other.execute("UPDATE entry SET note = 'theirs'");
      assertThatThrownBy(() -> backend.execute("UPDATE entry SET note = 'ours'"))
          .isInstanceOf(SerializationFailureException.class);
      assertThat(manager.status()).isEqualTo(TransactionStatus.DOOMED);
      manager.rollback();
      assertThat(backend.query("SELECT note FROM entry", String.class)).containsExactly("theirs");
    }
  }
}

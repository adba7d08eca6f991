// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.backend.Backend;
import io.nestrel.error.DatabaseException;
import io.nestrel.error.QueryTimeoutException;
import io.nestrel.testkit.RecordingDataSource;
import io.nestrel.testservers.TestServers;
import io.nestrel.transaction.TransactionManager;
import io.nestrel.transaction.TransactionStatus;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Failures that do not tell whether the savepoint was taken that travelled with the statement. The
 * one of the scope before has the same name and is still there: a rollback to it would take that
 * scope's work along.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TravellingFailureTest {
  private static final String MARIADB = TestServers.mariadb().freshDatabase();
  private static final String MYSQL = MySqlMultiQueryTest.freshDatabase();

  @Test
  void what_mariadbs_driver_did_not_send_took_no_savepoint() {
    assertNotSent(MARIADB);
  }

  @Test
  void what_the_driver_did_not_send_to_mysql_took_no_savepoint() {
    assertNotSent(MYSQL);
  }

  @Test
  void where_mariadb_stopped_a_statement_the_savepoint_is_taken_again() {
    assertTakenAgain(MARIADB, "SET max_statement_time = 0.05");
  }

  @Test
  void where_mysql_stopped_a_statement_the_savepoint_is_taken_again() {
    assertTakenAgain(MYSQL, "SET max_execution_time = 50");
  }

  private static Backend create(Backend backend) {
    backend.execute("DROP TABLE IF EXISTS entry");
    backend.execute("CREATE TABLE entry (id INTEGER PRIMARY KEY, note LONGTEXT)");
    return backend;
  }

  private static void insert(Backend backend, int id) {
    backend.execute("INSERT INTO entry (id) VALUES (?)", id);
  }

  private static List<Integer> ids(Backend backend) {
    return backend.query("SELECT id FROM entry ORDER BY id", Integer.class);
  }

  private static void assertNotSent(String url) {
    try (Backend backend = create(Backend.open(url + "&maxAllowedPacket=20000"))) {
      TransactionManager manager = backend.transactionManager();
      manager.begin();
      insertTooMuch(backend);
      insert(backend, 1);
      backend.transaction(() -> insert(backend, 2));
      manager.begin();
      insertTooMuch(backend);
      manager.rollback();
      manager.commit();
      assertThat(ids(backend)).containsExactly(1, 2);
    }
  }

  private static void insertTooMuch(Backend backend) {
    String note = "x".repeat(30_000);
    assertThatThrownBy(() -> backend.execute("INSERT INTO entry (id, note) VALUES (3, ?)", note))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("too big");
  }

  private static void assertTakenAgain(String url, String limit) {
    MySqlDatabase database = new MySqlDatabase(url);
    RecordingDataSource recording = RecordingDataSource.of(database.dataSource());
    try (Backend backend = create(Backend.of(recording))) {
      TransactionManager manager = backend.transactionManager();
      manager.begin();
      backend.execute(limit);
      insert(backend, 1);
      backend.transaction(() -> insert(backend, 2));
      manager.begin();
      recording.clear();
      assertThatThrownBy(() -> backend.query(database.endlessQuery(), Long.class))
          .isInstanceOf(QueryTimeoutException.class);
      assertThat(manager.status()).isEqualTo(TransactionStatus.ACTIVE);
      insert(backend, 3);
      assertThat(recording.words()).containsExactly("SAVEPOINT", "SELECT", "SAVEPOINT", "INSERT");
      manager.rollback();
      manager.begin();
      assertThatThrownBy(() -> backend.query(database.endlessQuery(), Long.class))
          .isInstanceOf(QueryTimeoutException.class);
      manager.rollback();
      insert(backend, 4);
      manager.commit();
      assertThat(ids(backend)).containsExactly(1, 2, 4);
    }
  }
}

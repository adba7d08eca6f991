// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.backend.Backend;
import io.nestrel.error.QueryTimeoutException;
import io.nestrel.error.TransactionDoomedException;
import io.nestrel.transaction.TransactionManager;
import io.nestrel.transaction.TransactionStatus;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sqlite.Function;
import org.sqlite.SQLiteConnection;

/** Another thread cancels a statement: SQLite may end the transaction with it, or may not. */
class InterruptTest {
  private static final String ENDLESS =
      "WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + running() FROM n) SELECT i FROM n";

  private final Backend backend = Backend.open("jdbc:sqlite::memory:");
  private final TransactionManager manager = backend.transactionManager();
  private final ExecutorService canceller = Executors.newSingleThreadExecutor();
  private final CountDownLatch running = new CountDownLatch(1);
  private final CountDownLatch cancelled = new CountDownLatch(1);

  @BeforeEach
  void createTable() {
    backend.execute("CREATE TABLE t (id INTEGER PRIMARY KEY)");
  }

  @AfterEach
  void close() {
    canceller.shutdownNow();
    backend.close();
  }

  /** Tells that the statement runs, and waits until it has been cancelled. */
  private final class Running extends Function {
    @Override
    protected void xFunc() throws SQLException {
      running.countDown();
      try {
        cancelled.await();
      } catch (InterruptedException e) {
        throw new SQLException(e);
      }
      result(1);
    }
  }

  private void runAndCancel(String sql) {
    backend.useConnection(
        connection -> {
          Connection driver = connection.unwrap(SQLiteConnection.class);
          Function.create(driver, "running", new Running());
          try (Statement statement = connection.createStatement()) {
            Future<?> cancelling =
                canceller.submit(
                    () -> {
                      running.await();
                      statement.cancel();
                      cancelled.countDown();
                      return true;
                    });
            statement.execute(sql);
            assertThat(cancelling).isDone();
          }
        });
  }

  @Test
  void an_interrupted_insert_is_a_query_timeout_and_nothing_commits_by_itself() {
    manager.begin();
    backend.execute("INSERT INTO t VALUES (1)");
    manager.begin();
    assertThatThrownBy(() -> runAndCancel("INSERT INTO t " + ENDLESS))
        .isInstanceOf(QueryTimeoutException.class);
    assertThat(manager.status()).isEqualTo(TransactionStatus.DOOMED);
    assertThatThrownBy(() -> backend.execute("INSERT INTO t VALUES (-1)"))
        .isInstanceOf(TransactionDoomedException.class)
        .hasCauseInstanceOf(QueryTimeoutException.class);
    manager.rollback();
    assertThatThrownBy(manager::commit).isInstanceOf(TransactionDoomedException.class);
    manager.rollback();
    assertThat(backend.query("SELECT id FROM t", Integer.class)).isEmpty();
  }

  @Test
  void an_interrupted_select_leaves_the_transaction_as_it_is_or_none_of_it() {
    manager.begin();
    backend.execute("INSERT INTO t VALUES (1)");
    assertThatThrownBy(() -> runAndCancel("SELECT max(i) FROM (" + ENDLESS + ")"))
        .isInstanceOf(QueryTimeoutException.class);
    // While SQLite's interrupt is in force it answers nothing, and then nobody knows its state.
    boolean known = manager.status() == TransactionStatus.ACTIVE;
    if (known) {
      manager.commit();
    } else {
      assertThatThrownBy(manager::commit)
          .isInstanceOf(TransactionDoomedException.class)
          .hasCauseInstanceOf(QueryTimeoutException.class);
      manager.rollback();
    }
    assertThat(backend.query("SELECT id FROM t", Integer.class)).hasSize(known ? 1 : 0);
    backend.transaction(() -> backend.execute("INSERT INTO t VALUES (2)"));
    assertThat(backend.query("SELECT id FROM t", Integer.class)).contains(2);
  }
}

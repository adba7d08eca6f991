// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.sqlite;

import io.nestrel.dialect.Damage;
import io.nestrel.dialect.ServerState;
import io.nestrel.dialect.TransactionCharacteristics;
import io.nestrel.dialect.TransactionDialect;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * Transactions on SQLite (sqlite.org/lang_transaction.html). After FULL, IOERR, NOMEM, BUSY,
 * INTERRUPT and ON CONFLICT ROLLBACK it may have rolled everything back by itself; the driver does
 * not notice, so the library is asked after every failure.
 *
 * @param beginWriting how a scope begins that may write
 * @param beginReading how a read-only scope begins
 */
record SqliteTransactions(String beginWriting, String beginReading) implements TransactionDialect {

  @Override
  public List<String> begin(TransactionCharacteristics characteristics) {
    String begin =
        characteristics.beginMode() != null
            ? "BEGIN " + characteristics.beginMode()
            : characteristics.readOnly() ? beginReading : beginWriting;
    return characteristics.readOnly() ? List.of("PRAGMA query_only=1", begin) : List.of(begin);
  }

  @Override
  public List<String> reset(TransactionCharacteristics characteristics) {
    return characteristics.readOnly() ? List.of("PRAGMA query_only=0") : List.of();
  }

  /** Of the constraints only foreign keys can wait; the pragma ends with the transaction. */
  @Override
  public String checkConstraints(boolean atCommit) {
    return atCommit ? "PRAGMA defer_foreign_keys=1" : "PRAGMA defer_foreign_keys=0";
  }

  /** Switching the pragma off makes SQLite forget the violations that it has counted. */
  @Override
  public void refuseViolations(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA foreign_key_check")) {
      if (row.next()) {
        throw new SQLiteException(
            "a row of table %s has no parent in %s; constraints are still checked at the commit"
                .formatted(row.getString("table"), row.getString("parent")),
            SQLiteErrorCode.SQLITE_CONSTRAINT_FOREIGNKEY);
      }
    }
  }

  @Override
  public void cancel(Connection connection) throws SQLException {
    connection.unwrap(SQLiteConnection.class).getDatabase().interrupt();
  }

  /** What waits for a lock does not look whether it was interrupted. */
  @Override
  public Undo waitAtMost(Connection connection, Duration time) throws SQLException {
    SQLiteConnection driver = connection.unwrap(SQLiteConnection.class);
    int before = driver.getBusyTimeout();
    if (time.toMillis() >= before) {
      return () -> {};
    }
    driver.setBusyTimeout((int) time.toMillis() + 1);
    return () -> {
      if (!driver.isClosed()) {
        driver.setBusyTimeout(before);
      }
    };
  }

  /** JDBC does not show sqlite3_get_autocommit(); but BEGIN is refused inside a transaction. */
  @Override
  public ServerState state(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      try {
        statement.execute("BEGIN");
      } catch (SQLiteException e) {
        if (e.getResultCode() == SQLiteErrorCode.SQLITE_ERROR) {
          return ServerState.OPEN;
        }
        throw e;
      }
      statement.execute("COMMIT");
      return ServerState.IDLE;
    }
  }

  @Override
  public Damage damage(SQLException failure, Connection connection) throws SQLException {
    if (connection.isClosed()) {
      return Damage.CONNECTION;
    }
    boolean staleSnapshot =
        failure instanceof SQLiteException e
            && e.getResultCode() == SQLiteErrorCode.SQLITE_BUSY_SNAPSHOT;
    boolean over = state(connection) == ServerState.IDLE;
    // A stale snapshot stays stale after ROLLBACK TO: only a new transaction helps.
    return over || staleSnapshot ? Damage.TRANSACTION : Damage.STATEMENT;
  }
}

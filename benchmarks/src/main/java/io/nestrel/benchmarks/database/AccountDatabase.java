// SPDX-License-Identifier: Apache-2.0
package io.nestrel.benchmarks.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A database with an empty table {@code accounts}. A contender takes either the pool, which has one
 * connection, or a connection without a pool; each is opened when first asked for. Belongs to one
 * thread.
 */
public final class AccountDatabase implements AutoCloseable {
  private static final int TRIES = 20;

  /** ER_LOCK_WAIT_TIMEOUT. */
  private static final int LOCK_WAIT_TIMEOUT = 1205;

  private final DatabaseKind kind;
  private final String url;
  private @Nullable Connection connection;
  private @Nullable HikariDataSource pool;

  /** For what is done around the measured work; on SQLite the contender's own connection. */
  private @Nullable Connection attendant;

  private AccountDatabase(DatabaseKind kind, String url) {
    this.kind = kind;
    this.url = url;
  }

  /**
   * Gives a database whose table is made when {@link #createTable()} is called.
   *
   * @param url of an empty database; for SQLite one in memory, which lives in its one connection
   */
  public static AccountDatabase at(DatabaseKind kind, String url) {
    return new AccountDatabase(kind, url);
  }

  public DatabaseKind kind() {
    return kind;
  }

  public String url() {
    return url;
  }

  /** A pool of one connection, otherwise as the pool comes. */
  public DataSource pool() {
    if (pool == null) {
      HikariConfig config = new HikariConfig();
      config.setJdbcUrl(url);
      config.setMaximumPoolSize(1);
      pool = new HikariDataSource(config);
    }
    return pool;
  }

  /** The driver's connection, always the same. */
  public Connection connection() throws SQLException {
    if (connection == null) {
      connection = DriverManager.getConnection(url);
    }
    return connection;
  }

  /** Makes the table anew. The contender has to have taken its connection or pool before. */
  public void createTable() throws SQLException {
    execute("DROP TABLE IF EXISTS accounts");
    execute(kind.createTable());
  }

  /** Empties the table after few rows. */
  public void deleteRows() throws SQLException {
    execute("DELETE FROM accounts");
  }

  /**
   * Empties the table, and makes it as small as it was at first. MariaDB sometimes has that wait
   * for its own removal of deleted rows, and gives up.
   */
  public void truncate() throws SQLException {
    for (int left = TRIES; ; left--) {
      try {
        execute(kind.emptyTable());
        return;
      } catch (SQLException e) {
        if (e.getErrorCode() != LOCK_WAIT_TIMEOUT || left == 1) {
          throw e;
        }
      }
    }
  }

  private void execute(String sql) throws SQLException {
    if (kind == DatabaseKind.SQLITE && pool != null) {
      try (Connection borrowed = pool.getConnection()) {
        execute(borrowed, sql);
      }
    } else {
      execute(kind == DatabaseKind.SQLITE ? connection() : attendant(), sql);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    boolean autoCommit = connection.getAutoCommit();
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
      if (!autoCommit) {
        connection.commit();
      }
    }
  }

  private Connection attendant() throws SQLException {
    if (attendant == null) {
      attendant = DriverManager.getConnection(url);
    }
    return attendant;
  }

  @Override
  public void close() throws SQLException {
    if (pool != null) {
      pool.close();
    }
    if (connection != null) {
      connection.close();
    }
    if (attendant != null) {
      attendant.close();
    }
  }
}

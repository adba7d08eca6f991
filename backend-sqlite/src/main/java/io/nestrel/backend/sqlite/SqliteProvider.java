// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.sqlite;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.nestrel.backend.BackendOptions;
import io.nestrel.backend.BackendProvider;
import io.nestrel.dialect.Dialect;
import io.nestrel.error.ConfigurationException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteDataSource;

/**
 * Opens SQLite databases. Unless the URL says otherwise: write-ahead log, foreign keys enforced, 30
 * seconds of patience with other processes, and full durability (SQLite's default for synchronous).
 */
public final class SqliteProvider implements BackendProvider {
  private static final Logger log = LoggerFactory.getLogger(SqliteProvider.class);
  private static final int BUSY_TIMEOUT_MILLIS = 30_000;

  /** For {@link java.util.ServiceLoader}. */
  public SqliteProvider() {}

  @Override
  public String name() {
    return "SQLite";
  }

  @Override
  public boolean accepts(String jdbcUrl) {
    return jdbcUrl.startsWith(SqliteUrl.PREFIX);
  }

  @Override
  public HikariDataSource open(String jdbcUrl, BackendOptions options) {
    SqliteUrl url = SqliteUrl.parse(jdbcUrl);
    if (!url.unknown().isEmpty()) {
      log.warn("The URL has parameters that SQLite does not know: {}", url.unknown());
    }
    HikariConfig config = new HikariConfig();
    config.setPoolName("nestrel-sqlite");
    config.setConnectionTimeout(options.connectionTimeout().toMillis());
    config.setInitializationFailTimeout(1);
    // Connections to a file do not break, and the newest reuses what the oldest has prepared.
    config.setMaxLifetime(0);
    config.setMinimumIdle(1);
    if (url.isMemory()) {
      config.setMaximumPoolSize(1);
      return MemoryPool.open(config, source(url.asSharedMemory()));
    }
    config.setMaximumPoolSize(options.poolSize());
    config.setReadOnly(url.isReadOnly()); // the driver refuses to be told otherwise later
    config.setDataSource(source(url));
    return new HikariDataSource(config);
  }

  private static SQLiteDataSource source(SqliteUrl url) {
    // The driver's defaults in a config win over the URL, so the URL's parameters go in first.
    Properties parameters = new Properties();
    parameters.putAll(url.parameters());
    SQLiteConfig config = new SQLiteConfig(parameters);
    if (!url.has("journal_mode") && !url.isMemory()) {
      config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    }
    if (!url.has("foreign_keys")) {
      config.enforceForeignKeys(true);
    }
    if (!url.has("busy_timeout")) {
      config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
    }
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl(url.forDriver());
    return source;
  }

  @Override
  public Dialect dialect(Connection connection, String jdbcUrl) throws SQLException {
    SqliteUrl url = SqliteUrl.parse(jdbcUrl);
    if (url.isMemory() && !url.has("vfs") && connection instanceof SQLiteConnection) {
      throw new ConfigurationException(
          "Every connection of this data source is a new, empty memory database: use Backend.open(\"jdbc:sqlite::memory:\"), or a pool of one connection");
    }
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT sqlite_version()")) {
      row.next();
      return new SqliteDialect(row.getString(1), url);
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.sqlite;

import io.nestrel.testkit.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** A SQLite database for one test. */
final class SqliteDatabase implements TestDatabase {
  private final String url;
  private final String driverUrl;
  private final Connection anchor;

  /**
   * @param url for Nestrel
   * @param driverUrl for connections of the driver
   */
  private SqliteDatabase(String url, String driverUrl) {
    this.url = url;
    this.driverUrl = driverUrl;
    try {
      this.anchor = dataSource().getConnection();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  static SqliteDatabase inMemory() {
    String shared = "jdbc:sqlite:file:/test-%s?vfs=memdb".formatted(UUID.randomUUID());
    return new SqliteDatabase("jdbc:sqlite::memory:", shared);
  }

  static SqliteDatabase inFile(Path directory) {
    String file = "jdbc:sqlite:" + directory.resolve(UUID.randomUUID() + ".db");
    return new SqliteDatabase(file, file + "?journal_mode=WAL");
  }

  @Override
  public String url() {
    return url;
  }

  @Override
  public DataSource dataSource() {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(10); // in the URL of a data source it would have no effect
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl(driverUrl);
    return source;
  }

  @Override
  public String endlessQuery() {
    return "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n";
  }

  @Override
  public String generatedKey() {
    return "INTEGER PRIMARY KEY";
  }

  @Override
  public String bytesType() {
    return "BLOB";
  }

  @Override
  public String momentType() {
    return "TEXT";
  }

  @Override
  public void close() {
    try {
      anchor.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}

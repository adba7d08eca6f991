// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testservers;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes databases on a server that runs, and drops them again. Thread-safe. */
final class Databases {

  /** Of all servers together: two of these may reach the same one. */
  private static final AtomicInteger LAST = new AtomicInteger();

  private final DatabaseUrl url;
  private final String prefix;
  private final List<String> names = new ArrayList<>();

  /**
   * Databases on a server, reached through one that is there; their names begin with the prefix.
   */
  Databases(DatabaseUrl url, String prefix) {
    this.url = url;
    this.prefix = prefix;
  }

  /** What the server says its version is. */
  String version() throws SQLException {
    try (Connection connection = connect()) {
      return connection.getMetaData().getDatabaseProductVersion();
    }
  }

  synchronized String create() {
    String name = prefix + LAST.incrementAndGet();
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE DATABASE " + name + (url.isPostgres() ? "" : " CHARACTER SET utf8mb4"));
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot create the database " + name, e);
    }
    names.add(name);
    return url.withDatabase(name).text();
  }

  /** Drops what was created, as far as the server lets it. */
  synchronized void dropAll() {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String name : names) {
        drop(statement, name);
      }
    } catch (SQLException e) {
      System.err.println("Databases " + names + " were not dropped: " + e.getMessage());
    }
    names.clear();
  }

  private void drop(Statement statement, String name) throws SQLException {
    String drop = "DROP DATABASE " + name;
    try {
      statement.execute(url.isPostgres() ? drop + " WITH (FORCE)" : drop);
    } catch (SQLException e) {
      // PostgreSQL 12 has no FORCE.
      statement.execute(drop);
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(url.text());
  }
}

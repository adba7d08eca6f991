// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What the server really holds, seen without proxy and without Nestrel. Not thread-safe. */
final class CutPointTruth implements AutoCloseable {

  /** How many ids a run has for itself. */
  static final int IDS = 10;

  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final CutPointTarget target;
  private final Connection connection;

  CutPointTruth(CutPointTarget target) throws SQLException {
    this.target = target;
    connection = DriverManager.getConnection(target.url());
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE entry (id INTEGER NOT NULL PRIMARY KEY, note VARCHAR(200) NOT NULL)");
      statement.execute(
          "CREATE TABLE widgets (id %s, name VARCHAR(100) NOT NULL UNIQUE, stock INTEGER, version INTEGER DEFAULT 0)"
              .formatted(target.generatedKey()));
    }
  }

  /** Name and version of the server. */
  String server() throws SQLException {
    return connection.getMetaData().getDatabaseProductName()
        + " "
        + connection.getMetaData().getDatabaseProductVersion();
  }

  /** Makes the row that is there before a run. */
  void prepare(int first) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO entry (id, note) VALUES (?, 'before')")) {
      insert.setInt(1, first);
      insert.executeUpdate();
    }
  }

  /** The rows of a run, as its program describes them. */
  String rows(int first) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (PreparedStatement entries =
            connection.prepareStatement(
                "SELECT id, note FROM entry WHERE id >= ? AND id < ? ORDER BY id");
        PreparedStatement widgets =
            connection.prepareStatement("SELECT stock FROM widgets WHERE name = ?")) {
      entries.setInt(1, first);
      entries.setInt(2, first + IDS);
      try (ResultSet found = entries.executeQuery()) {
        while (found.next()) {
          rows.add(found.getInt(1) - first + " " + found.getString(2));
        }
      }
      widgets.setString(1, String.valueOf(first));
      try (ResultSet found = widgets.executeQuery()) {
        while (found.next()) {
          rows.add("widget with stock " + found.getInt(1));
        }
      }
    }
    return String.join(", ", rows);
  }

  /**
   * Asks until the server has ended a session: until then it may still be at work on what reached
   * it, and roll back or commit.
   */
  void awaitEndOf(long session) throws SQLException {
    Instant deadline = Instant.now().plus(LIMIT);
    try (PreparedStatement sessions = connection.prepareStatement(target.sessionsWithId())) {
      sessions.setLong(1, session);
      while (count(sessions) > 0) {
        if (Instant.now().isAfter(deadline)) {
          throw new IllegalStateException(
              "The server still has session %d, %d s after its connection was cut"
                  .formatted(session, LIMIT.toSeconds()));
        }
      }
    }
  }

  private static int count(PreparedStatement query) throws SQLException {
    try (ResultSet found = query.executeQuery()) {
      found.next();
      return found.getInt(1);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}

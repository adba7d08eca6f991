// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.mysql;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A database of its own on a Galera cluster that runs already. The backend under test works on the
 * first of two nodes, the others on the second.
 */
final class GaleraDatabase extends MySqlDatabase {
  private static final String PROPERTY = "nestrel.test.galera";
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final String name;
  private final String theirs;

  private GaleraDatabase(String[] nodes, String name) {
    super(on(nodes[0], name));
    this.name = name;
    this.theirs = on(nodes[1], name);
    execute(nodes[1], "CREATE DATABASE " + name);
    execute(nodes[0], "SET wsrep_sync_wait = 15", "SHOW DATABASES"); // so it has arrived there too
  }

  static GaleraDatabase create() {
    String[] nodes = System.getProperty(PROPERTY, "").split(",(?=jdbc:)", -1);
    if (nodes.length != 2) {
      throw new IllegalStateException(
          "These tests need a Galera cluster that runs: name two of its nodes with -D%s=jdbc:mariadb://…,jdbc:mariadb://… (user and password in the URLs)"
              .formatted(PROPERTY));
    }
    return new GaleraDatabase(
        nodes, "nestrel_%x_%d".formatted(System.currentTimeMillis(), COUNT.incrementAndGet()));
  }

  private static String on(String node, String database) {
    return node.replaceFirst("(//[^/?]+)(/[^?]*)?", "$1/" + database);
  }

  /** On the second node; what the first has done is there before a statement runs. */
  String theirUrl() {
    return theirs + (theirs.contains("?") ? "&" : "?") + "sessionVariables=wsrep_sync_wait=15";
  }

  /** Runs a transaction on the second node, which wins, and lets it arrive at the first. */
  void win(String... statements) {
    List<String> all = new ArrayList<>(List.of(statements));
    all.add(0, "BEGIN");
    all.add("COMMIT");
    execute(theirUrl(), all.toArray(String[]::new));
    notes(url());
  }

  /** Waits until the first node runs a process of this kind. */
  void awaitProcess(String condition) {
    try (Connection connection = DriverManager.getConnection(url());
        Statement statement = connection.createStatement()) {
      String sql = "SELECT 1 FROM information_schema.processlist WHERE " + condition;
      while (!statement.executeQuery(sql).next()) {
        Thread.onSpinWait();
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The note of each entry, the same on both nodes. */
  Map<Integer, String> notes() {
    Map<Integer, String> here = notes(url());
    if (!here.equals(notes(theirs))) {
      throw new AssertionError("The nodes differ: %s and %s".formatted(here, notes(theirs)));
    }
    return here;
  }

  private static Map<Integer, String> notes(String url) {
    Map<Integer, String> notes = new TreeMap<>();
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute("SET wsrep_sync_wait = 15");
      try (ResultSet row = statement.executeQuery("SELECT id, note FROM entry")) {
        while (row.next()) {
          notes.put(row.getInt(1), row.getString(2));
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return notes;
  }

  private static void execute(String url, String... statements) {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    execute(url(), "DROP DATABASE " + name);
  }
}

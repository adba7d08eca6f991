// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.mysql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tables that keep what was written to them after a rollback, such as MyISAM's. The server warns of
 * that, but does not say which they are; and it warns again at each later rollback to a savepoint.
 * MariaDB also warns there of temporary tables that were made in the transaction, which stay too.
 *
 * @param connection of the transaction, right after the rollback
 */
record TablesWithoutTransactions(Connection connection, boolean isMariaDb) {
  /** ER_WARNING_NOT_COMPLETE_ROLLBACK. */
  private static final int NOT_COMPLETE = 1196;

  private static final Pattern MAKES_TEMPORARY =
      Pattern.compile("\\bCREATE\\b.*\\bTEMPORARY\\b", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private static final String TABLES =
      """
      SELECT t.table_schema, t.table_name, t.engine
        FROM information_schema.tables t
        JOIN information_schema.engines e ON e.engine = t.engine AND e.transactions = 'NO'
       WHERE t.table_schema NOT IN ('mysql', 'information_schema', 'performance_schema', 'sys')
       ORDER BY t.table_schema <> DATABASE(), t.table_schema, t.table_name
      """;

  /** A table whose engine has no transactions. */
  private record Table(String schema, String name, String engine) {
    boolean isIn(Collection<String> statements) {
      Pattern word = Pattern.compile("(?i)(?<![\\w$])" + Pattern.quote(name) + "(?![\\w$])");
      return statements.stream().anyMatch(text -> word.matcher(text).find());
    }

    @Override
    public String toString() {
      return "%s.%s (%s)".formatted(schema, name, engine);
    }
  }

  /**
   * The tables that the rollback left as they were; empty if it was complete.
   *
   * @param undone the statements that it should have undone
   * @param earlier those before, of the same transaction
   */
  List<String> notRolledBack(Collection<String> undone, Collection<String> earlier)
      throws SQLException {
    if (!isWarned()) {
      return List.of();
    }
    List<Table> tables = tables();
    List<String> named =
        tables.stream().filter(table -> table.isIn(undone)).map(Table::toString).toList();
    if (!named.isEmpty()) {
      return named;
    }
    boolean explained =
        tables.stream().anyMatch(table -> table.isIn(earlier))
            || (isMariaDb && (tables.isEmpty() || makesTemporary(undone, earlier)));
    if (explained) {
      return List.of();
    }
    return List.of(
        tables.isEmpty()
            ? "a temporary table"
            : "one or more of "
                + tables.stream().map(Table::toString).collect(Collectors.joining(", ")));
  }

  private static boolean makesTemporary(Collection<String> undone, Collection<String> earlier) {
    return Stream.concat(undone.stream(), earlier.stream())
        .anyMatch(text -> MAKES_TEMPORARY.matcher(text).find());
  }

  private List<Table> tables() throws SQLException {
    List<Table> tables = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(TABLES)) {
      while (row.next()) {
        tables.add(new Table(row.getString(1), row.getString(2), row.getString(3)));
      }
    }
    return tables;
  }

  /** Sends nothing if the server's answer told of no warnings. */
  private boolean isWarned() throws SQLException {
    for (SQLWarning w = connection.getWarnings(); w != null; w = w.getNextWarning()) {
      if (w.getErrorCode() == NOT_COMPLETE) {
        return true;
      }
    }
    return false;
  }
}

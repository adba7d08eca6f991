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

/**
 * Tables that keep what was written to them after a rollback, such as MyISAM's. The server warns of
 * that, but does not say which they are.
 */
final class TablesWithoutTransactions {
  /** ER_WARNING_NOT_COMPLETE_ROLLBACK. */
  private static final int NOT_COMPLETE = 1196;

  private static final String TABLES =
      """
      SELECT t.table_schema, t.table_name, t.engine, t.table_schema = DATABASE()
        FROM information_schema.tables t
        JOIN information_schema.engines e ON e.engine = t.engine AND e.transactions = 'NO'
       WHERE t.table_schema NOT IN ('mysql', 'information_schema', 'performance_schema', 'sys')
       ORDER BY 4 DESC, 1, 2
      """;

  private TablesWithoutTransactions() {}

  /** The tables that the rollback just sent left as they were; empty if it was complete. */
  static List<String> notRolledBack(Connection connection, Collection<String> statements)
      throws SQLException {
    if (!isIncomplete(connection)) {
      return List.of();
    }
    List<String> named = new ArrayList<>();
    List<String> all = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(TABLES)) {
      while (row.next()) {
        String name = row.getString(2);
        String shown = "%s.%s (%s)".formatted(row.getString(1), name, row.getString(3));
        all.add(shown);
        Pattern word = Pattern.compile("(?i)(?<![\\w$])" + Pattern.quote(name) + "(?![\\w$])");
        if (statements.stream().anyMatch(text -> word.matcher(text).find())) {
          named.add(shown);
        }
      }
    }
    if (!named.isEmpty()) {
      return named;
    }
    return List.of(
        all.isEmpty() ? "a temporary table" : "one or more of " + String.join(", ", all));
  }

  /** Sends nothing if the server's answer told of no warnings. */
  private static boolean isIncomplete(Connection connection) throws SQLException {
    for (SQLWarning w = connection.getWarnings(); w != null; w = w.getNextWarning()) {
      if (w.getErrorCode() == NOT_COMPLETE) {
        return true;
      }
    }
    return false;
  }
}

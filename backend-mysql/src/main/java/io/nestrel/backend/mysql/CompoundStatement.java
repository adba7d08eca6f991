// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.mysql;

import io.nestrel.dialect.Combined;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * MariaDB's BEGIN NOT ATOMIC, which runs control statements and a statement in one round trip,
 * without the driver's option to send several statements.
 */
final class CompoundStatement {
  /** Nothing else is allowed in one everywhere, or worth it. */
  private static final Set<String> ALLOWED =
      Set.of("INSERT", "UPDATE", "DELETE", "REPLACE", "SELECT", "WITH");

  /** ER_PARSE_ERROR, ER_SP_BADSTATEMENT: nothing of it has run. */
  private static final Set<Integer> REFUSALS = Set.of(1064, 1314);

  private CompoundStatement() {}

  /** The text; null where it could be understood in another way than was meant. */
  static @Nullable Combined of(List<String> controls, String sql) {
    // Behind a semicolon a second statement could stand, which would run too.
    if (sql.indexOf(';') >= 0 || !ALLOWED.contains(firstWord(sql))) {
      return null;
    }
    StringBuilder text = new StringBuilder("BEGIN NOT ATOMIC ");
    for (String control : controls) {
      if (control.indexOf(';') >= 0) {
        return null;
      }
      // In a compound statement BEGIN begins another one.
      text.append(control.equals("BEGIN") ? "START TRANSACTION" : control).append("; ");
    }
    // A comment at the end of the statement ends with its line.
    return new Combined(text.append(sql).append("\n; END").toString(), 0);
  }

  private static String firstWord(String sql) {
    int end = 0;
    while (end < sql.length() && Character.isLetter(sql.charAt(end))) {
      end++;
    }
    return sql.substring(0, end).toUpperCase(Locale.ROOT);
  }

  /** Whether the server understood no part of it. */
  static boolean wasRefused(SQLException failure) {
    return REFUSALS.contains(failure.getErrorCode());
  }
}

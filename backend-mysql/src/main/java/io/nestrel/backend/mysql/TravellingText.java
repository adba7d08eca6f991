// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.mysql;

import io.nestrel.dialect.Combined;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Control statements and a statement in one text, and so in one round trip. Behind a semicolon in
 * the statement another one could stand, which would run too; so none may have one.
 */
final class TravellingText {
  /** Nothing else is allowed in a compound statement everywhere, or worth it. */
  private static final Set<String> ALLOWED =
      Set.of("INSERT", "UPDATE", "DELETE", "REPLACE", "SELECT", "WITH");

  /** How MariaDB's driver is told to send a statement as text. */
  private static final String NOT_PREPARED = "/*client prepare*/ ";

  private static final int NEED_REPREPARE = 1615;

  /** ER_PARSE_ERROR, ER_SP_BADSTATEMENT: nothing of a compound statement's text has run. */
  private static final Set<Integer> REFUSALS = Set.of(1064, 1314);

  private TravellingText() {}

  /** Whether a text can be understood as one statement only, and as one that may travel. */
  static boolean isOneStatement(String sql) {
    return sql.indexOf(';') < 0 && ALLOWED.contains(firstWord(sql));
  }

  private static String firstWord(String sql) {
    int end = 0;
    while (end < sql.length() && Character.isLetter(sql.charAt(end))) {
      end++;
    }
    return sql.substring(0, end).toUpperCase(Locale.ROOT);
  }

  /**
   * MariaDB's BEGIN NOT ATOMIC, for which the driver need not be allowed to send several
   * statements; null where a control statement has a semicolon.
   */
  static @Nullable Combined compound(List<String> controls, String sql) {
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

  /**
   * One after the other, each with a result of its own, for which the driver has to be allowed to
   * send several statements; null where a control statement has a semicolon.
   */
  static @Nullable Combined sequence(List<String> controls, String sql) {
    String text = String.join("; ", controls);
    return controls.stream().anyMatch(control -> control.indexOf(';') >= 0)
        ? null
        : new Combined(text + "; " + sql, controls.size());
  }

  /** A compound statement that the driver must not have prepared. */
  static String asText(Combined compound) {
    return NOT_PREPARED + compound.text();
  }

  /**
   * Whether a compound statement may have failed because a table was altered after it was prepared:
   * MariaDB (11.4.5) then parses the statement in it again, and refuses its question marks.
   */
  static boolean mayBeOutdated(SQLException failure) {
    return wasRefused(failure) || failure.getErrorCode() == NEED_REPREPARE;
  }

  /** Whether the server did not understand a compound statement, or a part of a prepared one. */
  static boolean wasRefused(SQLException failure) {
    return REFUSALS.contains(failure.getErrorCode());
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.mysql;

import io.nestrel.sql.SqlSyntax;
import io.nestrel.sql.SqlText;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Statements that commit the open transaction: "Statements That Cause an Implicit Commit" in the
 * manuals of MySQL and MariaDB.
 */
final class ImplicitCommits {
  /** All statements that begin so. */
  private static final Set<String> ALWAYS =
      Set.of(
          "ALTER",
          "RENAME",
          "TRUNCATE",
          "GRANT",
          "REVOKE",
          "UNLOCK",
          "FLUSH",
          "RESET",
          "OPTIMIZE",
          "REPAIR",
          "INSTALL",
          "UNINSTALL",
          "IMPORT",
          "CACHE",
          "BACKUP",
          "CHANGE");

  /** Some of the statements that begin so. */
  private static final Pattern SOMETIMES =
      Pattern.compile(
          "CREATE (?!(OR REPLACE )?TEMPORARY ).*"
              + "|DROP (?!TEMPORARY |PREPARE ).*"
              + "|(ANALYZE|CHECK) ((LOCAL|NO_WRITE_TO_BINLOG) )?(TABLE|TABLES|VIEW)( .*)?"
              + "|LOCK (TABLE|TABLES)( .*)?"
              + "|LOAD INDEX.*"
              + "|SET PASSWORD.*"
              + "|(START|STOP) (ALL |GROUP_)?(SLAVE|SLAVES|REPLICA|REPLICATION).*");

  /** MariaDB's prefix that sets variables for one statement. */
  private static final Pattern SET_STATEMENT = Pattern.compile("SET STATEMENT .*?\\bFOR (.*)");

  /** What runs statements that stand elsewhere. */
  private static final Set<String> CALLS = Set.of("CALL", "EXECUTE");

  private static final Set<SqlSyntax> SYNTAX =
      Set.of(SqlSyntax.EXECUTABLE_COMMENTS, SqlSyntax.HASH_COMMENTS, SqlSyntax.BACKSLASH_ESCAPES);

  private ImplicitCommits() {}

  /** Whether COMMIT and BEGIN may hide behind a text, which is read only if it looks like that. */
  static boolean mayHide(String sql) {
    char first = sql.charAt(0);
    boolean mayBe =
        !Character.isLetter(first)
            || "CcEe".indexOf(first) >= 0
            || sql.regionMatches(true, 0, "SET", 0, 3)
            || sql.indexOf(';') >= 0;
    return mayBe
        && SqlText.of(sql, SYNTAX).statements().stream()
            .anyMatch(words -> CALLS.contains(withoutPrefix(words).split(" ", 2)[0]));
  }

  /**
   * Whether a statement commits.
   *
   * @param words its first words, upper case, separated by one space
   */
  static boolean by(String words) {
    String statement = withoutPrefix(words);
    return ALWAYS.contains(statement.split(" ", 2)[0]) || SOMETIMES.matcher(statement).matches();
  }

  private static String withoutPrefix(String words) {
    return SET_STATEMENT.matcher(words).replaceFirst("$1");
  }
}

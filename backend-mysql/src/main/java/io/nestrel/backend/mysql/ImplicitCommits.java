// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.mysql;

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
              + "|BEGIN( WORK)?|START TRANSACTION.*"
              + "|(START|STOP) (ALL |GROUP_)?(SLAVE|SLAVES|REPLICA|REPLICATION).*");

  /** MariaDB's prefix that sets variables for one statement. */
  private static final Pattern SET_STATEMENT = Pattern.compile("SET STATEMENT .*?\\bFOR (.*)");

  /** What runs statements that stand elsewhere. */
  private static final Set<String> CALLS = Set.of("CALL", "EXECUTE");

  private ImplicitCommits() {}

  /**
   * Whether a statement commits.
   *
   * @param words its first words, upper case, separated by one space
   */
  static boolean by(String words) {
    String statement = withoutPrefix(words);
    return ALWAYS.contains(first(statement)) || SOMETIMES.matcher(statement).matches();
  }

  /**
   * Whether COMMIT and BEGIN may hide behind a statement.
   *
   * @param words its first words, as above
   */
  static boolean mayHide(String words) {
    return CALLS.contains(first(withoutPrefix(words)));
  }

  private static String first(String words) {
    return words.split(" ", 2)[0];
  }

  private static String withoutPrefix(String words) {
    return SET_STATEMENT.matcher(words).replaceFirst("$1");
  }
}

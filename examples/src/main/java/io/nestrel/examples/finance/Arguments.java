// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples.finance;

import io.nestrel.examples.DatabaseAddress;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the tracker was called with.
 *
 * @param file null for the one that comes with the tracker
 * @param commitEvery how many rows a commit has; 0 for one commit at the end
 */
record Arguments(@Nullable Path file, DatabaseAddress database, int commitEvery, boolean help) {
  static final String USAGE =
      """
      Usage: FinanceTracker [FILE] [--database FILE | --url JDBC-URL --user NAME --password TEXT]
                            [--commit-every ROWS]
        FILE             CSV in UTF-8: account,amount,description; without it an example
        --database FILE  SQLite file to import into; created, or emptied first
                         (default: one of your own in the folder for temporary files)
        --url JDBC-URL   a database of SQLite, PostgreSQL, MariaDB or MySQL, such as
                         jdbc:postgresql://localhost/finance; the tracker's tables in it are
                         created, or emptied first: accounts, batch_logs, ledger_entries,
                         error_logs
        --commit-every ROWS  commit after each so many rows instead of once at the end; when the
                         import is stopped, the next one with this option and the same file
                         goes on behind the last commit""";

  /**
   * @throws IllegalArgumentException with what is wrong, for the user
   */
  static Arguments parse(String... args) {
    Path file = null;
    DatabaseAddress database = sqlite(defaultFile());
    int commitEvery = 0;
    boolean help = false;
    Deque<String> rest = new ArrayDeque<>(List.of(args));
    while (!rest.isEmpty()) {
      String arg = rest.pop();
      switch (arg) {
        case "--help", "-h" -> help = true;
        case "--database" -> database = sqlite(path(value(arg, rest)));
        case "--commit-every" -> commitEvery = count(arg, value(arg, rest));
        case "--url", "--user", "--password" -> database = database.with(arg, value(arg, rest));
        default -> {
          if (arg.startsWith("-") || file != null) {
            throw new IllegalArgumentException("unexpected argument " + arg);
          }
          file = path(arg);
        }
      }
    }
    return new Arguments(file, database, commitEvery, help);
  }

  private static String value(String option, Deque<String> rest) {
    if (rest.isEmpty()) {
      throw new IllegalArgumentException(option + " needs a value");
    }
    return rest.pop();
  }

  private static int count(String option, String text) {
    if (!text.matches("[1-9]\\d{0,8}")) {
      throw new IllegalArgumentException(option + " needs a number of rows, from 1");
    }
    return Integer.parseInt(text);
  }

  private static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("\"%s\" is not a file name".formatted(text), e);
    }
  }

  /** Other users of the machine have another. */
  private static Path defaultFile() {
    return Path.of(
        System.getProperty("java.io.tmpdir"),
        "nestrel-finance-%s.db".formatted(System.getProperty("user.name")));
  }

  private static DatabaseAddress sqlite(Path file) {
    return DatabaseAddress.of("jdbc:sqlite:" + file);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A text that was sent to a database, with one statement or several that travelled together.
 *
 * @param text as the driver was given it
 */
record SentText(String text) {

  /** The first word of each statement in it. */
  List<String> words() {
    return statements().map(SentText::firstWord).toList();
  }

  /** The same in one line, with the two kinds of ROLLBACK told apart. */
  String summary() {
    return statements()
        .map(sql -> sql.startsWith("ROLLBACK TO") ? "ROLLBACK TO" : firstWord(sql))
        .collect(Collectors.joining(" + "));
  }

  private Stream<String> statements() {
    return Stream.of(
            text.replace("BEGIN NOT ATOMIC START TRANSACTION", "BEGIN")
                .replace("BEGIN NOT ATOMIC ", "")
                .split(";\\s*", -1))
        .map(String::strip)
        .filter(sql -> !sql.isEmpty() && !sql.equals("END"));
  }

  private static String firstWord(String sql) {
    return sql.split("\\W", 2)[0].toUpperCase(Locale.ROOT);
  }
}

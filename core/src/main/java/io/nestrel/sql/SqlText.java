// SPDX-License-Identifier: Apache-2.0
package io.nestrel.sql;

import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * What can be told of SQL text without knowing its grammar: where its placeholders are, how many
 * statements it holds and with which words they begin. Strings, quoted names, comments (ISO/IEC
 * 9075-2, 5.2 and 5.3) are stepped over, as the database's own syntax has them.
 *
 * @param text as given
 * @param placeholders the positions of the {@code ?} placeholders, ascending
 * @param parameterCount how many values the text needs; less than the number of placeholders where
 *     {@code ?1} names one twice
 * @param statements the first words of each statement, upper case, separated by one space
 * @param mayWrite whether a statement does not begin like a query, or has a word in it that changes
 *     rows; what the functions do that it calls is not known
 * @param mayGiveRows whether a statement does not begin like one that gives none, or says what it
 *     returns
 */
public record SqlText(
    String text,
    List<Integer> placeholders,
    int parameterCount,
    List<String> statements,
    boolean mayWrite,
    boolean mayGiveRows) {

  /** Reads the text once. */
  public static SqlText of(String text, Set<SqlSyntax> syntax) {
    return new SqlTextReader(text, syntax).read();
  }

  /** The text with something put behind each placeholder. */
  public String withSuffixes(IntFunction<String> suffixOfParameter) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    int from = 0;
    for (int i = 0; i < placeholders.size(); i++) {
      int end = placeholders.get(i) + 1;
      out.append(text, from, end).append(suffixOfParameter.apply(i));
      from = end;
    }
    return out.append(text, from, text.length()).toString();
  }
}

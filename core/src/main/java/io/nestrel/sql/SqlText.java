// SPDX-License-Identifier: Apache-2.0
package io.nestrel.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What can be told of SQL text without knowing its grammar: where its placeholders are, how many
 * statements it holds and with which words they begin. Strings, quoted names, comments (ISO/IEC
 * 9075-2, 5.2 and 5.3) and PostgreSQL's dollar quotes are stepped over.
 *
 * @param text as given
 * @param placeholders the positions of the {@code ?} placeholders, ascending
 * @param parameterCount how many values the text needs; less than the number of placeholders where
 *     {@code ?1} names one twice
 * @param statements the first words of each statement, upper case, separated by one space
 */
public record SqlText(
    String text, List<Integer> placeholders, int parameterCount, List<String> statements) {
  private static final Set<String> ROUTINES = Set.of("TRIGGER", "PROCEDURE", "FUNCTION", "EVENT");
  private static final int WORDS = 4;

  /** Reads the text once. */
  public static SqlText of(String text) {
    return new Reader(text).read();
  }

  /** The text with something put behind each placeholder. */
  public String withSuffixes(java.util.function.IntFunction<String> suffixOfParameter) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    int from = 0;
    for (int i = 0; i < placeholders.size(); i++) {
      int end = placeholders.get(i) + 1;
      out.append(text, from, end).append(suffixOfParameter.apply(i));
      from = end;
    }
    return out.append(text, from, text.length()).toString();
  }

  private static final class Reader {
    private final String text;
    private final List<Integer> placeholders = new ArrayList<>();
    private final List<String> statements = new ArrayList<>();
    private final List<String> words = new ArrayList<>();
    private int parameterCount;
    private boolean inStatement;

    Reader(String text) {
      this.text = text;
    }

    SqlText read() {
      int i = 0;
      while (i < text.length()) {
        i = step(i);
      }
      endStatement();
      return new SqlText(text, List.copyOf(placeholders), parameterCount, List.copyOf(statements));
    }

    private int step(int i) {
      char c = text.charAt(i);
      if (c == '\'' || c == '"' || c == '`') {
        inStatement = true;
        return endOfQuoted(i, c);
      }
      if (text.startsWith("--", i)) {
        int end = text.indexOf('\n', i);
        return end < 0 ? text.length() : end;
      }
      if (text.startsWith("/*", i)) {
        int end = text.indexOf("*/", i + 2);
        return end < 0 ? text.length() : end + 2;
      }
      if (c == '$') {
        inStatement = true;
        return endOfDollarQuoted(i);
      }
      if (c == '?') {
        inStatement = true;
        return placeholder(i);
      }
      if (c == ';' && !isRoutine()) {
        endStatement();
        return i + 1;
      }
      if (Character.isJavaIdentifierStart(c)) {
        return word(i);
      }
      inStatement |= !Character.isWhitespace(c);
      return i + 1;
    }

    private int endOfQuoted(int start, char quote) {
      int end = text.indexOf(quote, start + 1);
      return end < 0 ? text.length() : end + 1; // a doubled quote begins a new one at once
    }

    private int endOfDollarQuoted(int start) {
      int i = start + 1;
      while (i < text.length() && Character.isLetterOrDigit(text.charAt(i))) {
        i++;
      }
      if (i >= text.length() || text.charAt(i) != '$') {
        return start + 1;
      }
      String tag = text.substring(start, i + 1);
      int end = text.indexOf(tag, i + 1);
      return end < 0 ? text.length() : end + tag.length();
    }

    private int placeholder(int at) {
      if (text.startsWith("??", at)) { // JDBC's way to write an operator with a question mark
        return at + 2;
      }
      int end = at + 1;
      while (end < text.length() && Character.isDigit(text.charAt(end))) {
        end++;
      }
      placeholders.add(end - 1);
      parameterCount =
          end > at + 1
              ? Math.max(parameterCount, Integer.parseInt(text.substring(at + 1, end)))
              : parameterCount + 1;
      return end;
    }

    private int word(int start) {
      inStatement = true;
      int end = start + 1;
      while (end < text.length() && Character.isJavaIdentifierPart(text.charAt(end))) {
        end++;
      }
      if (words.size() < WORDS) {
        words.add(text.substring(start, end).toUpperCase(Locale.ROOT));
      }
      return end;
    }

    /** CREATE TRIGGER and its kin hold statements of their own. */
    private boolean isRoutine() {
      return !words.isEmpty()
          && words.get(0).equals("CREATE")
          && words.stream().anyMatch(ROUTINES::contains);
    }

    private void endStatement() {
      if (inStatement) {
        statements.add(String.join(" ", words));
      }
      words.clear();
      inStatement = false;
    }
  }
}

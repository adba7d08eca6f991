// SPDX-License-Identifier: Apache-2.0
package io.nestrel.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Steps through a text once. */
final class SqlTextReader {
  private static final Set<String> READS =
      Set.of("SELECT", "WITH", "VALUES", "EXPLAIN", "PRAGMA", "SHOW", "DESCRIBE", "TABLE");
  private static final List<String> WRITES = List.of("INSERT", "INTO", "UPDATE", "DELETE", "MERGE");
  private static final Set<String> GIVES_NO_ROWS =
      Set.of(
          "INSERT", "UPDATE", "DELETE", "REPLACE", "MERGE", "CREATE", "ALTER", "DROP", "TRUNCATE");
  private static final Set<String> ROUTINES = Set.of("TRIGGER", "PROCEDURE", "FUNCTION", "EVENT");
  private static final Set<String> OTHER_OBJECTS =
      Set.of("TABLE", "INDEX", "VIEW", "SEQUENCE", "SCHEMA", "DATABASE", "USER", "ROLE", "TYPE");
  private static final int WORDS = 8;

  private final String text;
  private final Set<SqlSyntax> syntax;
  private final List<Integer> placeholders = new ArrayList<>();
  private final List<String> statements = new ArrayList<>();
  private final List<String> words = new ArrayList<>();
  private int parameterCount;
  private boolean inStatement;
  private boolean mayWrite;
  private boolean mayGiveRows;

  SqlTextReader(String text, Set<SqlSyntax> syntax) {
    this.text = text;
    this.syntax = syntax;
  }

  SqlText read() {
    int i = 0;
    while (i < text.length()) {
      i = step(i);
    }
    endStatement();
    return new SqlText(
        text,
        List.copyOf(placeholders),
        parameterCount,
        List.copyOf(statements),
        mayWrite,
        mayGiveRows);
  }

  private int step(int i) {
    char c = text.charAt(i);
    if (c == '\'' || c == '"' || c == '`') {
      inStatement = true;
      return endOfQuoted(i, c);
    }
    int afterComment = endOfComment(i);
    if (afterComment > i) {
      return afterComment;
    }
    if (c == '$' && syntax.contains(SqlSyntax.DOLLAR_QUOTES)) {
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
    boolean escapes =
        quote != '`'
            && (syntax.contains(SqlSyntax.BACKSLASH_ESCAPES)
                || (quote == '\''
                    && syntax.contains(SqlSyntax.ESCAPE_STRINGS)
                    && isEscapeString(start)));
    for (int i = start + 1; i < text.length(); i++) {
      if (text.charAt(i) == quote) {
        return i + 1; // a doubled quote begins a new one at once
      } else if (escapes && text.charAt(i) == '\\') {
        i++;
      }
    }
    return text.length();
  }

  private boolean isEscapeString(int quote) {
    boolean e = quote > 0 && Character.toUpperCase(text.charAt(quote - 1)) == 'E';
    return e && (quote == 1 || !Character.isJavaIdentifierPart(text.charAt(quote - 2)));
  }

  /** The index after the comment that begins there; the index itself if none does. */
  private int endOfComment(int start) {
    if (text.startsWith("--", start) && (!hasHashComments() || isEndOfWord(start + 2))) {
      return endOfLine(start);
    } else if (text.charAt(start) == '#' && hasHashComments()) {
      return endOfLine(start);
    } else if (text.startsWith("/*", start)) {
      int body = startOfExecutable(start + 2);
      return body > 0 ? body : endOfBlock(start + 2);
    } else if (text.startsWith("*/", start) && syntax.contains(SqlSyntax.EXECUTABLE_COMMENTS)) {
      return start + 2;
    }
    return start;
  }

  private boolean hasHashComments() {
    return syntax.contains(SqlSyntax.HASH_COMMENTS);
  }

  private boolean isEndOfWord(int index) {
    return index >= text.length() || text.charAt(index) <= ' ';
  }

  private int endOfLine(int start) {
    int end = text.indexOf('\n', start);
    return end < 0 ? text.length() : end;
  }

  /** Where the SQL of an executable comment begins, behind its version; -1 if it is none. */
  private int startOfExecutable(int start) {
    int mark = text.startsWith("M!", start) ? start + 1 : start;
    if (!syntax.contains(SqlSyntax.EXECUTABLE_COMMENTS) || !text.startsWith("!", mark)) {
      return -1;
    }
    int i = mark + 1;
    while (i < text.length() && Character.isDigit(text.charAt(i))) {
      i++;
    }
    return i;
  }

  private int endOfBlock(int start) {
    boolean nested = syntax.contains(SqlSyntax.NESTED_COMMENTS);
    int depth = 1;
    for (int i = start; i < text.length() - 1; i++) {
      if (text.startsWith("*/", i)) {
        depth--;
        i++;
      } else if (nested && text.startsWith("/*", i)) {
        depth++;
        i++;
      }
      if (depth == 0) {
        return i + 1;
      }
    }
    return text.length();
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
      if (words.size() == 1) {
        mayWrite |= !READS.contains(words.get(0));
        mayGiveRows |= !GIVES_NO_ROWS.contains(words.get(0));
      }
    }
    int length = end - start;
    mayWrite |= WRITES.stream().anyMatch(w -> isWord(w, start, length));
    mayGiveRows |= isWord("RETURNING", start, length);
    return end;
  }

  private boolean isWord(String word, int start, int length) {
    return word.length() == length && text.regionMatches(true, start, word, 0, length);
  }

  /** CREATE TRIGGER and its kin hold statements of their own. */
  private boolean isRoutine() {
    return !words.isEmpty()
        && words.get(0).equals("CREATE")
        && words.stream()
            .takeWhile(word -> !OTHER_OBJECTS.contains(word)) // behind it is a name
            .anyMatch(ROUTINES::contains);
  }

  private void endStatement() {
    if (inStatement) {
      statements.add(String.join(" ", words));
    }
    words.clear();
    inStatement = false;
  }
}

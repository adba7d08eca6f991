// SPDX-License-Identifier: Apache-2.0
package io.nestrel.query;

import io.nestrel.backend.Statements;
import io.nestrel.mapping.Mapping;
import io.nestrel.sql.SqlTree;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Learns the keys of rows where each generated key is larger than those before and nobody else
 * inserts: one query shows how many rows have come in, whether their keys have no gap, and which
 * rows they are in the order of their keys. Where that is not what was sent, nothing is known.
 * Thread-safe.
 */
final class GrowingKeys<T> {
  /** ASCII's unit separator. */
  private static final char SEPARATOR = '\u001f';

  private static final int MOST_CHARACTERS = 1 << 20;

  private final Mapping<T> mapping;
  private final Statements statements;
  private final String largest;

  GrowingKeys(Mapping<T> mapping, Statements statements) {
    this.mapping = mapping;
    this.statements = statements;
    this.largest = statements.render(new SqlTree.LargestKey(mapping.table(), mapping.id().name()));
  }

  /** The largest key that there is. */
  long largest() {
    return statements.query(
        largest,
        Statements.Binder.NONE,
        result -> {
          long key = result.next() ? result.getLong(1) : 0;
          return result.wasNull() ? Long.MIN_VALUE : key;
        });
  }

  /** The marks in the form in which they can be compared; null if they have none. */
  @Nullable List<String> texts(MarkedRows<T> marks) {
    return marks.texts(SEPARATOR, MOST_CHARACTERS);
  }

  /**
   * The ids of the rows that have come in since.
   *
   * @param texts of the rows that were sent
   * @param before the largest key before
   * @return as {@link MarkedRows#readIds}
   */
  List<@Nullable Object> ids(MarkedRows<T> marks, List<String> texts, long before) {
    String sql =
        statements.render(
            new SqlTree.RowsAfter(
                mapping.table(), mapping.id().name(), marks.columns().get(0).name()));
    return statements.query(
        sql,
        statement -> {
          statement.setString(1, String.valueOf(SEPARATOR));
          statement.setLong(2, before);
        },
        result -> result.next() ? ids(texts, result) : List.of());
  }

  private List<@Nullable Object> ids(List<String> texts, ResultSet result) throws SQLException {
    long rows = result.getLong(1);
    long first = result.getLong(2);
    String found = result.getString(4);
    if (rows > texts.size() || (rows > 0 && result.getLong(3) - first != rows - 1)) {
      return List.of();
    }
    List<@Nullable Object> ids = new ArrayList<>(texts.size());
    int at = 0;
    long next = first;
    for (String text : texts) {
      if (found != null && isAt(text, found, at)) {
        at += text.length() + 1;
        ids.add(mapping.toId(next++));
      } else {
        ids.add(null);
      }
    }
    return next - first == rows && (found == null || at == found.length() + 1) ? ids : List.of();
  }

  private static boolean isAt(String text, String found, int at) {
    int end = at + text.length();
    return found.startsWith(text, at)
        && (end == found.length() || (end < found.length() && found.charAt(end) == SEPARATOR));
  }
}

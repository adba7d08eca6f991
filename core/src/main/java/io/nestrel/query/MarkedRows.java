// SPDX-License-Identifier: Apache-2.0
package io.nestrel.query;

import io.nestrel.mapping.MappedColumn;
import io.nestrel.mapping.Mapping;
import io.nestrel.mapping.RowCodec;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which row of the database is which record's, by the values of some columns.
 *
 * @param columns in no two of the records all of these are the same, unless all else is too
 */
record MarkedRows<T>(
    Mapping<T> mapping, RowCodec<T> codec, List<MappedColumn> columns, List<T> records) {

  /** What a statement has to give back: the id, and then the marks. */
  List<String> returned() {
    List<String> names = new ArrayList<>();
    names.add(mapping.id().name());
    columns.forEach(column -> names.add(column.name()));
    return names;
  }

  /**
   * Reads the rows.
   *
   * @return the id of each record's row, null for a record without one; empty if the rows are not
   *     in the order of the records, or not what was sent
   */
  List<@Nullable Object> readIds(ResultSet result) throws SQLException {
    List<@Nullable Object> ids = new ArrayList<>(records.size());
    while (result.next()) {
      while (ids.size() < records.size() && !isRow(records.get(ids.size()), result)) {
        ids.add(null);
      }
      Object id = codec.value(mapping.id(), result, 1);
      if (id == null || ids.size() == records.size()) {
        return List.of();
      }
      ids.add(id);
    }
    while (ids.size() < records.size()) {
      ids.add(null);
    }
    return ids;
  }

  private boolean isRow(T record, ResultSet result) throws SQLException {
    for (int i = 0; i < columns.size(); i++) {
      Object expected = mapping.get(record, columns.get(i));
      Object value = codec.value(columns.get(i), result, i + 2);
      if (expected == null ? value != null : !expected.equals(value)) {
        return false;
      }
    }
    return true;
  }

  /**
   * The marks as texts, such as a database writes them.
   *
   * @param without a character that must be in none
   * @return null if that cannot be told, or is too much
   */
  @Nullable List<String> texts(char without, int mostCharacters) {
    if (columns.size() != 1) {
      return null;
    }
    MappedColumn column = columns.get(0);
    boolean text = column.type() == String.class;
    if (!text && !isInteger(column.type())) {
      return null;
    }
    List<String> texts = new ArrayList<>(records.size());
    int length = 0;
    for (T record : records) {
      Object value = mapping.get(record, column);
      String written = value == null ? "" : value.toString();
      length += written.length() + 1;
      if (value == null || length > mostCharacters || (text && written.indexOf(without) >= 0)) {
        return null;
      }
      texts.add(written);
    }
    return texts;
  }

  private static boolean isInteger(Class<?> type) {
    return type == long.class
        || type == Long.class
        || type == int.class
        || type == Integer.class
        || type == short.class
        || type == Short.class;
  }
}

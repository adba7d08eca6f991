// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.sqlite;

import io.nestrel.error.DataConversionException;
import io.nestrel.type.TypeAdapter;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Stores an immutable type as text. */
record TextAdapter<T>(
    Class<T> type,
    Function<T, String> format,
    Function<String, T> parse,
    @Nullable String collation)
    implements TypeAdapter<T> {

  @Override
  public @Nullable T read(ResultSet row, int column) throws SQLException {
    String text = row.getString(column);
    if (text == null) {
      return null;
    }
    try {
      return parse.apply(text);
    } catch (RuntimeException e) {
      throw new DataConversionException(
          "Column %s holds '%s', which is no %s"
              .formatted(row.getMetaData().getColumnLabel(column), text, type.getSimpleName()),
          e);
    }
  }

  @Override
  public void write(PreparedStatement statement, int index, T value) throws SQLException {
    statement.setString(index, format.apply(value));
  }
}

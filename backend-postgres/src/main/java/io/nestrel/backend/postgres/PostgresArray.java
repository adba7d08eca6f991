// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.postgres;

import io.nestrel.error.DataConversionException;
import io.nestrel.type.ArrayAdapter;
import io.nestrel.type.StandardTypes;
import io.nestrel.type.TypeAdapter;
import io.nestrel.type.TypeAdapters;
import java.lang.reflect.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An array of one dimension. Its elements are read as a column of their type is read, so that a
 * moment in an array is the same as one in a column.
 */
final class PostgresArray<A> extends ArrayAdapter<A> {
  /** In the result sets of arrays the first column counts. */
  private static final int ELEMENT = 2;

  private final String elementType;
  private final @Nullable TypeAdapter<?> elements;

  /**
   * @param elementType PostgreSQL's name of it
   */
  PostgresArray(Class<A> type, String elementType) {
    this(type, elementType, null);
  }

  private PostgresArray(Class<A> type, String elementType, @Nullable TypeAdapter<?> elements) {
    super(type);
    this.elementType = elementType;
    this.elements = elements;
  }

  @Override
  public TypeAdapter<A> on(TypeAdapters types) {
    Class<?> element = type().getComponentType();
    return new PostgresArray<>(
        type(), elementType, types.get(StandardTypes.BOXES.getOrDefault(element, element)));
  }

  @Override
  public @Nullable A read(ResultSet row, int column) throws SQLException {
    java.sql.Array stored = row.getArray(column);
    if (stored == null) {
      return null;
    }
    List<@Nullable Object> values = new ArrayList<>();
    try (ResultSet rows = stored.getResultSet()) {
      if (rows.getMetaData().getColumnType(ELEMENT) == Types.ARRAY) {
        throw refused(row, column, "an array of several dimensions");
      }
      while (rows.next()) {
        values.add(element(rows, row, column));
      }
    }
    Object array = Array.newInstance(type().getComponentType(), values.size());
    for (int i = 0; i < values.size(); i++) {
      Array.set(array, i, values.get(i));
    }
    return type().cast(array);
  }

  private @Nullable Object element(ResultSet rows, ResultSet row, int column) throws SQLException {
    if (elements == null) {
      throw new IllegalStateException("An array was read without a database");
    }
    Object value = elements.read(rows, ELEMENT);
    if (value == null && type().getComponentType().isPrimitive()) {
      throw refused(row, column, "an array with a NULL in it");
    }
    return value;
  }

  private DataConversionException refused(ResultSet row, int column, String what)
      throws SQLException {
    return new DataConversionException(
        "Column %s holds %s, which %s cannot hold"
            .formatted(row.getMetaData().getColumnLabel(column), what, type().getSimpleName()));
  }

  @Override
  public void write(PreparedStatement statement, int index, A value) throws SQLException {
    statement.setArray(
        index, statement.getConnection().createArrayOf(elementType, elements(value)));
  }

  private @Nullable Object[] elements(A value) {
    if (value instanceof LocalDate[] || value instanceof Instant[]) {
      return PostgresTexts.of((Object[]) value);
    } else if (value instanceof String[] texts) {
      for (String text : texts) {
        if (text != null) {
          StandardTypes.encodable(text);
        }
      }
      return texts;
    } else if (value instanceof Object[] objects) {
      return objects;
    }
    Object[] boxes = new Object[Array.getLength(value)];
    for (int i = 0; i < boxes.length; i++) {
      boxes[i] = Array.get(value, i);
    }
    return boxes;
  }
}

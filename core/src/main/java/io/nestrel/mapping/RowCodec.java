// SPDX-License-Identifier: Apache-2.0
package io.nestrel.mapping;

import io.nestrel.type.PrimitiveTypes;
import io.nestrel.type.TypeAdapter;
import io.nestrel.type.TypeAdapters;
import java.lang.reflect.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A mapping bound to the types of one database: reads rows by position and binds parameters,
 * without a box that a loop written by hand would not have. Immutable and thread-safe.
 */
public final class RowCodec<T> {
  private final Mapping<T> mapping;
  private final PrimitiveTypes primitives;
  private final @Nullable TypeAdapter<?>[] adapters;
  private final @Nullable TypeAdapter<?>[] arrays;
  private final int[] firstAdapters;

  RowCodec(Mapping<T> mapping, TypeAdapters types) {
    this.mapping = mapping;
    this.primitives = types.primitives();
    this.adapters = new TypeAdapter<?>[mapping.columns().size()];
    this.arrays = new TypeAdapter<?>[mapping.columns().size()];
    this.firstAdapters = new int[mapping.parts().length];
    for (MappedColumn column : mapping.columns()) {
      adapters[column.index()] = adapter(column, types);
      arrays[column.index()] = column.ownAdapter() ? null : types.arrayOf(column.type());
      if (column.field() == 0) {
        firstAdapters[column.part()] = column.index();
      }
    }
  }

  private static @Nullable TypeAdapter<?> adapter(MappedColumn column, TypeAdapters types) {
    if (column.ownAdapter()) {
      return Objects.requireNonNull(column.adapter()).on(types);
    }
    return column.type().isPrimitive() ? null : types.get(column.type());
  }

  /** A new record from a row whose columns are those of the mapping, in their order. */
  public T read(ResultSet row) throws SQLException {
    T record = mapping.newInstance();
    readInto(record, row);
    return record;
  }

  /** Fills a record from such a row. */
  public void readInto(T record, ResultSet row) throws SQLException {
    FieldAccess[] parts = mapping.parts();
    for (int i = 0; i < parts.length; i++) {
      int first = firstAdapters[i];
      parts[i].read(record, row, first + 1, primitives, adapters, first);
    }
  }

  /** Reads one column, by its place in the row counted from 1, into its field. */
  public void readColumn(T record, MappedColumn column, ResultSet row, int position)
      throws SQLException {
    mapping.set(record, column, value(column, row, position));
  }

  /** The value of one column, by its place in the row counted from 1; null for NULL. */
  public @Nullable Object value(MappedColumn column, ResultSet row, int position)
      throws SQLException {
    TypeAdapter<?> adapter = adapters[column.index()];
    if (adapter != null) {
      return adapter.read(row, position);
    }
    return primitives.readBoxed(column.type(), row, position);
  }

  /** Binds a field of the record as a parameter, counted from 1. */
  public void write(T record, MappedColumn column, PreparedStatement statement, int index)
      throws SQLException {
    mapping
        .access(column)
        .write(record, column.field(), statement, index, primitives, adapters[column.index()]);
  }

  /** Binds a value of a column's type as a parameter, counted from 1. */
  public void writeValue(
      MappedColumn column, @Nullable Object value, PreparedStatement statement, int index)
      throws SQLException {
    TypeAdapter<?> adapter = adapters[column.index()];
    if (adapter != null) {
      FieldAccess.write(adapter, statement, index, value);
    } else {
      primitives.writeBoxed(Objects.requireNonNull(value), statement, index);
    }
  }

  /** Whether many values of a column can be one parameter. */
  public boolean hasArray(MappedColumn column) {
    return arrays[column.index()] != null;
  }

  /**
   * Binds many values of a column as one parameter, counted from 1.
   *
   * @param value gives them by their places, from 0
   */
  public void writeArray(
      MappedColumn column,
      int length,
      IntFunction<@Nullable Object> value,
      PreparedStatement statement,
      int index)
      throws SQLException {
    TypeAdapter<?> adapter = Objects.requireNonNull(arrays[column.index()]);
    @Nullable Object[] values =
        (Object[]) Array.newInstance(adapter.type().getComponentType(), length);
    Arrays.setAll(values, value);
    FieldAccess.write(adapter, statement, index, values);
  }

  /** The collation by which a column has to be sorted and compared; null for its own. */
  public @Nullable String collation(MappedColumn column) {
    TypeAdapter<?> adapter = adapters[column.index()];
    return adapter == null ? null : adapter.collation();
  }
}

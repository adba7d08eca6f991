// SPDX-License-Identifier: Apache-2.0
package io.nestrel.type;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How values of one Java type are stored: from a JDBC column and into a JDBC parameter. An adapter
 * is stateless and thread-safe.
 *
 * <p>An application's own type is best built on a type that Nestrel knows already, see {@link
 * #of(Class, Class, Function, Function)}; it is then stored as each database stores that type. An
 * adapter is registered for all fields of its type with {@link TypeAdapters#register}, or named on
 * one field with {@code @Column(adapter = …)}, for which it needs a constructor without parameters.
 *
 * @param <T> the Java type; never a primitive
 */
public interface TypeAdapter<T> {

  /** The Java type. */
  Class<T> type();

  /** The value in a column, counted from 1; null for SQL NULL. */
  @Nullable T read(ResultSet row, int column) throws SQLException;

  /** Binds a parameter, counted from 1. Nulls do not come here. */
  void write(PreparedStatement statement, int index, T value) throws SQLException;

  /** Whether two values are the same when stored; decides whether a field has changed. */
  default boolean same(T first, T second) {
    return first.equals(second);
  }

  /**
   * Whether a value can change without being replaced (an array, a list): {@link #copy} then
   * copies.
   */
  default boolean isMutable() {
    return false;
  }

  /** A copy that no later change of the value reaches; the value itself when it is immutable. */
  default T copy(T value) {
    return value;
  }

  /**
   * The collation by which the stored text has to be compared and sorted, null for the column's
   * own. SQLite keeps exact decimals as text and needs one.
   */
  default @Nullable String collation() {
    return null;
  }

  /**
   * This adapter as it works on one database: where it builds on another type, on that type's
   * adapter there.
   */
  default TypeAdapter<T> on(TypeAdapters types) {
    return this;
  }

  /**
   * An adapter that stores {@code T} as a type which is known already.
   *
   * @param toStored never given null; must lose nothing
   * @param fromStored never given null
   */
  static <T, S> TypeAdapter<T> of(
      Class<T> type, Class<S> stored, Function<T, S> toStored, Function<S, T> fromStored) {
    return new ConvertingAdapter<>(
        type, stored, toStored, fromStored, types -> types.get(stored), null);
  }

  /** An adapter made of two JDBC calls. {@code reader} gives null for SQL NULL. */
  static <T> TypeAdapter<T> of(Class<T> type, ColumnReader<T> reader, ParameterWriter<T> writer) {
    return new JdbcAdapter<>(type, reader, writer, null);
  }

  /** Reads one column, counted from 1; null for SQL NULL. */
  @FunctionalInterface
  interface ColumnReader<T> {
    @Nullable T read(ResultSet row, int column) throws SQLException;
  }

  /** Binds one parameter, counted from 1; the value is not null. */
  @FunctionalInterface
  interface ParameterWriter<T> {
    void write(PreparedStatement statement, int index, T value) throws SQLException;
  }
}

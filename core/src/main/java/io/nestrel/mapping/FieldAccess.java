// SPDX-License-Identifier: Apache-2.0
package io.nestrel.mapping;

import io.nestrel.error.DataConversionException;
import io.nestrel.type.PrimitiveTypes;
import io.nestrel.type.TypeAdapter;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import org.jspecify.annotations.Nullable;

/**
 * Direct access to the mapped fields that one class declares. The subclasses are generated, one for
 * each such class, as its nest mates. Fields are numbered from 0 in the order of their declaration.
 *
 * <p>An instance has a copy of each field, so that it can also hold the values of a record; the
 * instance that {@link FieldAccessGenerator} makes first holds none and serves for everything else.
 * Where superclasses declare mapped fields too, snapshots are linked, topmost class first.
 *
 * <p>Public only because generated classes live in the packages of their models; not for
 * applications.
 */
@SuppressWarnings("unused") // the static methods are called by generated code
public abstract non-sealed class FieldAccess implements Snapshot {
  @Nullable FieldAccess next;

  protected FieldAccess() {}

  /** A new record by its constructor without parameters. */
  public abstract Object newInstance();

  /** The values of a record. */
  public abstract FieldAccess capture(Object record);

  /** Writes these values into a record. */
  public abstract void restore(Object record);

  /** Whether a field of the record holds this very value; doubles are compared by their bits. */
  public abstract boolean identical(Object record, int field);

  /** A field of the record, boxed. */
  public abstract @Nullable Object get(Object record, int field);

  /** Sets a field of the record. */
  public abstract void set(Object record, int field, @Nullable Object value);

  /** A value held here, boxed. */
  public abstract @Nullable Object held(int field);

  /** Replaces a value held here; only before the snapshot is handed out. */
  public abstract void hold(int field, @Nullable Object value);

  /**
   * Fills all fields of a record from consecutive columns.
   *
   * @param firstColumn counted from 1
   * @param adapters those of the whole mapping; null where a primitive needs none
   * @param firstAdapter the index of field 0 in {@code adapters}
   */
  public abstract void read(
      Object record,
      ResultSet row,
      int firstColumn,
      PrimitiveTypes primitives,
      @Nullable TypeAdapter<?>[] adapters,
      int firstAdapter)
      throws SQLException;

  /** Binds a field of the record as a parameter, counted from 1. */
  public abstract void write(
      Object record,
      int field,
      PreparedStatement statement,
      int index,
      PrimitiveTypes primitives,
      @Nullable TypeAdapter<?> adapter)
      throws SQLException;

  /** Binds a value, or NULL. */
  @SuppressWarnings("unchecked") // a column's adapter fits its values
  public static void write(
      TypeAdapter<?> adapter, PreparedStatement statement, int index, @Nullable Object value)
      throws SQLException {
    if (value == null) {
      statement.setNull(index, Types.NULL);
    } else {
      ((TypeAdapter<Object>) adapter).write(statement, index, value);
    }
  }

  /** For fields of primitive types with an adapter of their own. */
  public static Object required(@Nullable Object value, String property) {
    if (value == null) {
      throw new DataConversionException(
          "%s is primitive and cannot hold NULL: use its box, or make the column NOT NULL"
              .formatted(property));
    }
    return value;
  }

  public static boolean same(@Nullable Object first, @Nullable Object second) {
    return first == second;
  }

  public static boolean same(long first, long second) {
    return first == second;
  }

  public static boolean same(double first, double second) {
    return Double.doubleToLongBits(first) == Double.doubleToLongBits(second);
  }
}

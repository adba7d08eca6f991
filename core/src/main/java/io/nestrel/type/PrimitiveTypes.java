// SPDX-License-Identifier: Apache-2.0
package io.nestrel.type;

import io.nestrel.error.DataConversionException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * How fields of primitive types are read and written: straight through JDBC, without a box. Values
 * that a type cannot hold, and NULL, are refused. Columns and parameters count from 1. A dialect
 * overrides what its driver does differently. Stateless and thread-safe.
 */
public class PrimitiveTypes {

  public PrimitiveTypes() {}

  public long readLong(ResultSet row, int column) throws SQLException {
    long value = row.getLong(column);
    if (value == 0) {
      refuseNull(row, column, "long");
    }
    return value;
  }

  public final int readInt(ResultSet row, int column) throws SQLException {
    return (int) inRange(row, column, Integer.MIN_VALUE, Integer.MAX_VALUE, "int");
  }

  public final short readShort(ResultSet row, int column) throws SQLException {
    return (short) inRange(row, column, Short.MIN_VALUE, Short.MAX_VALUE, "short");
  }

  public final byte readByte(ResultSet row, int column) throws SQLException {
    return (byte) inRange(row, column, Byte.MIN_VALUE, Byte.MAX_VALUE, "byte");
  }

  public boolean readBoolean(ResultSet row, int column) throws SQLException {
    boolean value = row.getBoolean(column);
    if (!value) {
      refuseNull(row, column, "boolean");
    }
    return value;
  }

  public double readDouble(ResultSet row, int column) throws SQLException {
    double value = row.getDouble(column);
    if (value == 0) {
      refuseNull(row, column, "double");
    }
    return value;
  }

  public float readFloat(ResultSet row, int column) throws SQLException {
    float value = row.getFloat(column);
    if (value == 0) {
      refuseNull(row, column, "float");
    }
    return value;
  }

  public char readChar(ResultSet row, int column) throws SQLException {
    String value = row.getString(column);
    if (value == null) {
      throw isNull(row, column, "char");
    }
    return StandardTypes.toChar(value);
  }

  public void writeLong(PreparedStatement statement, int index, long value) throws SQLException {
    statement.setLong(index, value);
  }

  public final void writeInt(PreparedStatement statement, int index, int value)
      throws SQLException {
    statement.setInt(index, value);
  }

  public final void writeShort(PreparedStatement statement, int index, short value)
      throws SQLException {
    statement.setShort(index, value);
  }

  public final void writeByte(PreparedStatement statement, int index, byte value)
      throws SQLException {
    statement.setShort(index, value);
  }

  public void writeBoolean(PreparedStatement statement, int index, boolean value)
      throws SQLException {
    statement.setBoolean(index, value);
  }

  public void writeDouble(PreparedStatement statement, int index, double value)
      throws SQLException {
    statement.setDouble(index, value);
  }

  public void writeFloat(PreparedStatement statement, int index, float value) throws SQLException {
    statement.setFloat(index, value);
  }

  public void writeChar(PreparedStatement statement, int index, char value) throws SQLException {
    statement.setString(index, StandardTypes.fromChar(value));
  }

  /** Reads a primitive into its box, where no generated code does without. */
  public final Object readBoxed(Class<?> primitive, ResultSet row, int column) throws SQLException {
    return switch (primitive.getName()) {
      case "long" -> readLong(row, column);
      case "int" -> readInt(row, column);
      case "short" -> readShort(row, column);
      case "byte" -> readByte(row, column);
      case "boolean" -> readBoolean(row, column);
      case "double" -> readDouble(row, column);
      case "float" -> readFloat(row, column);
      case "char" -> readChar(row, column);
      default -> throw new IllegalArgumentException(primitive + " is no primitive type");
    };
  }

  /** Binds the boxed value of a primitive. */
  public final void writeBoxed(Object value, PreparedStatement statement, int index)
      throws SQLException {
    if (value instanceof Long v) {
      writeLong(statement, index, v);
    } else if (value instanceof Integer v) {
      writeInt(statement, index, v);
    } else if (value instanceof Short v) {
      writeShort(statement, index, v);
    } else if (value instanceof Byte v) {
      writeByte(statement, index, v);
    } else if (value instanceof Boolean v) {
      writeBoolean(statement, index, v);
    } else if (value instanceof Double v) {
      writeDouble(statement, index, v);
    } else if (value instanceof Float v) {
      writeFloat(statement, index, v);
    } else {
      writeChar(statement, index, (Character) value);
    }
  }

  private long inRange(ResultSet row, int column, long low, long high, String type)
      throws SQLException {
    long value = row.getLong(column);
    if (value == 0) {
      refuseNull(row, column, type);
    } else if (value < low || value > high) {
      throw outOfRange(row, column, value, type);
    }
    return value;
  }

  static DataConversionException outOfRange(ResultSet row, int column, Object value, String type)
      throws SQLException {
    return new DataConversionException(
        "Column %s holds %s, which %s cannot hold: map it to a wider type"
            .formatted(label(row, column), value, type));
  }

  private static void refuseNull(ResultSet row, int column, String type) throws SQLException {
    if (row.wasNull()) {
      throw isNull(row, column, type);
    }
  }

  private static DataConversionException isNull(ResultSet row, int column, String type)
      throws SQLException {
    return new DataConversionException(
        "Column %s is NULL, which %s cannot hold: use its box, or make the column NOT NULL"
            .formatted(label(row, column), type));
  }

  static String label(ResultSet row, int column) throws SQLException {
    return row.getMetaData().getColumnLabel(column);
  }
}

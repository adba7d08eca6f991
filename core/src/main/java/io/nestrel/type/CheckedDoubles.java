// SPDX-License-Identifier: Apache-2.0
package io.nestrel.type;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * Floating point on a database that cannot store every value: what it cannot is refused. A float is
 * sent as the double that it is, because its short decimal text may be another number.
 *
 * @param check gives its argument back, or throws {@link io.nestrel.error.DataConversionException}
 */
public record CheckedDoubles(DoubleUnaryOperator check) {

  /** For {@code Double} and {@code Float}. */
  public List<TypeAdapter<?>> adapters() {
    return List.of(
        TypeAdapter.of(
            Double.class,
            (row, i) -> row.getObject(i) == null ? null : row.getDouble(i),
            (statement, i, value) -> statement.setDouble(i, check.applyAsDouble(value))),
        TypeAdapter.of(
            Float.class,
            (row, i) -> row.getObject(i) == null ? null : row.getFloat(i),
            (statement, i, value) -> statement.setDouble(i, check.applyAsDouble(value))));
  }

  /** For {@code double} and {@code float}; all other primitives as usual. */
  public PrimitiveTypes primitives() {
    return new PrimitiveTypes() {
      @Override
      public void writeDouble(PreparedStatement statement, int index, double value)
          throws SQLException {
        statement.setDouble(index, check.applyAsDouble(value));
      }

      @Override
      public void writeFloat(PreparedStatement statement, int index, float value)
          throws SQLException {
        statement.setDouble(index, check.applyAsDouble(value));
      }
    };
  }
}

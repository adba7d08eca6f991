// SPDX-License-Identifier: Apache-2.0
package io.nestrel.type;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** An adapter for an immutable type, made of two JDBC calls. */
record JdbcAdapter<T>(
    Class<T> type, ColumnReader<T> reader, ParameterWriter<T> writer, @Nullable String collation)
    implements TypeAdapter<T> {

  @Override
  public @Nullable T read(ResultSet row, int column) throws SQLException {
    return reader.read(row, column);
  }

  @Override
  public void write(PreparedStatement statement, int index, T value) throws SQLException {
    writer.write(statement, index, value);
  }
}

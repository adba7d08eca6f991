// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.mysql;

import io.nestrel.error.DataConversionException;
import io.nestrel.type.BinaryUuid;
import io.nestrel.type.CheckedDoubles;
import io.nestrel.type.StandardTypes;
import io.nestrel.type.TypeAdapter;
import io.nestrel.type.TypeAdapters;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How MySQL and MariaDB store what they have no type for: moments as DATETIME(6) in UTC, UUIDs as
 * text (and read from BINARY(16) too). What they could not store is refused: NaN and infinities.
 */
final class MySqlTypes {
  private static final CheckedDoubles DOUBLES = new CheckedDoubles(MySqlTypes::finite);

  static final TypeAdapters ADAPTERS = new TypeAdapters(adapters(), DOUBLES.primitives());

  private static final int UUID_BYTES = 16;

  private MySqlTypes() {}

  private static List<TypeAdapter<?>> adapters() {
    List<TypeAdapter<?>> adapters = new ArrayList<>(StandardTypes.all());
    adapters.addAll(DOUBLES.adapters());
    adapters.addAll(
        List.of(
            TypeAdapter.of(UUID.class, MySqlTypes::readUuid, MySqlTypes::writeUuid),
            TypeAdapter.of(
                Instant.class,
                LocalDateTime.class,
                value -> LocalDateTime.ofInstant(value, ZoneOffset.UTC),
                value -> value.toInstant(ZoneOffset.UTC)),
            TypeAdapter.of(
                OffsetDateTime.class,
                LocalDateTime.class,
                value -> LocalDateTime.ofInstant(value.toInstant(), ZoneOffset.UTC),
                value -> value.atOffset(ZoneOffset.UTC))));
    return adapters;
  }

  private static @Nullable UUID readUuid(ResultSet row, int column) throws SQLException {
    byte[] bytes = row.getBytes(column);
    if (bytes == null) {
      return null;
    } else if (bytes.length == UUID_BYTES) {
      return BinaryUuid.of(bytes);
    }
    try {
      return UUID.fromString(new String(bytes, StandardCharsets.US_ASCII));
    } catch (IllegalArgumentException e) {
      throw new DataConversionException(
          "Column %s holds a text that is no UUID: map it to a String"
              .formatted(row.getMetaData().getColumnLabel(column)),
          e);
    }
  }

  private static void writeUuid(PreparedStatement statement, int index, UUID value)
      throws SQLException {
    statement.setString(index, value.toString());
  }

  private static double finite(double value) {
    if (!Double.isFinite(value)) {
      throw new DataConversionException(
          "MySQL and MariaDB cannot store %s: use null, or store another value".formatted(value));
    }
    return value;
  }
}

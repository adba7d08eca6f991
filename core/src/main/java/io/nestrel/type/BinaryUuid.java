// SPDX-License-Identifier: Apache-2.0
package io.nestrel.type;

import io.nestrel.error.DataConversionException;
import java.nio.ByteBuffer;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A UUID as its sixteen bytes, the most significant first (RFC 9562, section 4), in a column such
 * as MySQL's {@code BINARY(16)}. Name it on the field: {@code @Column(adapter = BinaryUuid.class)}.
 */
public final class BinaryUuid implements TypeAdapter<UUID> {
  private static final int LENGTH = 16;

  /** For {@code @Column}. */
  public BinaryUuid() {}

  @Override
  public Class<UUID> type() {
    return UUID.class;
  }

  @Override
  public @Nullable UUID read(ResultSet row, int column) throws SQLException {
    byte[] bytes = row.getBytes(column);
    return bytes == null ? null : of(bytes);
  }

  @Override
  public void write(PreparedStatement statement, int index, UUID value) throws SQLException {
    statement.setBytes(index, toBytes(value));
  }

  /**
   * The UUID of sixteen bytes.
   *
   * @throws DataConversionException if there are more or fewer
   */
  public static UUID of(byte[] bytes) {
    if (bytes.length != LENGTH) {
      throw new DataConversionException(
          "A UUID has %d bytes, and the column holds %d: leave the adapter out if it holds text"
              .formatted(LENGTH, bytes.length));
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new UUID(buffer.getLong(), buffer.getLong());
  }

  /** The sixteen bytes, for a parameter of SQL text. */
  public static byte[] toBytes(UUID value) {
    return ByteBuffer.allocate(LENGTH)
        .putLong(value.getMostSignificantBits())
        .putLong(value.getLeastSignificantBits())
        .array();
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

/** Three bytes of length, the lowest first, and a sequence number. */
final class MySqlFraming implements MessageFraming {

  @Override
  public int headerLength(Direction direction, boolean first) {
    return 4;
  }

  @Override
  public int bodyLength(byte[] header) {
    return Byte.toUnsignedInt(header[0])
        | Byte.toUnsignedInt(header[1]) << 8
        | Byte.toUnsignedInt(header[2]) << 16;
  }
}

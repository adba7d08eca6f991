// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

/** Three bytes of length, the lowest first, and a sequence number. */
final class MySqlFraming implements MessageFraming {

  private static final int HEADER = 4;

  @Override
  public int headerLength(Direction direction, boolean first) {
    return HEADER;
  }

  @Override
  public int bodyLength(byte[] header) {
    return Byte.toUnsignedInt(header[0])
        | Byte.toUnsignedInt(header[1]) << 8
        | Byte.toUnsignedInt(header[2]) << 16;
  }

  @Override
  public boolean asksForAnswer(byte[] message) {
    return !command(message).equals("COM_STMT_CLOSE");
  }

  /** The names in "Command Phase" of the manual of MySQL's protocol. */
  @Override
  public String command(byte[] message) {
    int command = message.length == HEADER ? 0 : Byte.toUnsignedInt(message[HEADER]);
    return switch (command) {
      case 0x03 -> "COM_QUERY";
      case 0x0e -> "COM_PING";
      case 0x16 -> "COM_STMT_PREPARE";
      case 0x17 -> "COM_STMT_EXECUTE";
      case 0x19 -> "COM_STMT_CLOSE";
      case 0x1f -> "COM_RESET_CONNECTION";
      default -> "command " + command;
    };
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import java.net.ProtocolException;
import java.nio.ByteBuffer;

/**
 * A type byte and a length, which counts itself; the first message of a client has no type. What
 * asks for encryption instead is answered by a single byte, which is no message: it is refused.
 */
final class PostgresFraming implements MessageFraming {

  private static final int LENGTH = 4;
  private static final int LONGEST = 1 << 30;
  private static final int ENCRYPTION_REQUEST = 8;

  @Override
  public int headerLength(Direction direction, boolean first) {
    return first && direction == Direction.CLIENT_TO_SERVER ? LENGTH : LENGTH + 1;
  }

  @Override
  public int bodyLength(byte[] header) throws ProtocolException {
    int length = ByteBuffer.wrap(header).getInt(header.length - LENGTH);
    if (length < LENGTH || length > LONGEST) {
      throw new ProtocolException(
          "A PostgreSQL message cannot have the length " + length + ": is this another protocol?");
    }
    if (header.length == LENGTH && length == ENCRYPTION_REQUEST) {
      throw new ProtocolException(
          "The client asks for encryption: put sslmode=disable and gssEncMode=disable into its URL");
    }
    return length - LENGTH;
  }

  @Override
  public boolean asksForAnswer(byte[] message) {
    return message[0] == 'S' || message[0] == 'Q';
  }

  /** The names in "Message Formats" of PostgreSQL's manual. */
  @Override
  public String command(byte[] message) {
    return switch (message[0]) {
      case 'B' -> "Bind";
      case 'C' -> "Close";
      case 'D' -> "Describe";
      case 'E' -> "Execute";
      case 'P' -> "Parse";
      case 'Q' -> "Query";
      case 'S' -> "Sync";
      default -> String.valueOf((char) message[0]);
    };
  }
}

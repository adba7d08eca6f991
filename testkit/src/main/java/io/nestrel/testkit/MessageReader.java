// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads the messages of one direction of a connection. Not thread-safe. */
final class MessageReader {

  private final MessageFraming framing;
  private final Direction direction;
  private final InputStream input;
  private boolean first = true;

  MessageReader(MessageFraming framing, Direction direction, InputStream input) {
    this.framing = framing;
    this.direction = direction;
    this.input = input;
  }

  /**
   * The next message with its header; null if there is none.
   *
   * @throws EOFException if the input ends inside a message
   */
  byte @Nullable [] next() throws IOException {
    byte[] header = input.readNBytes(framing.headerLength(direction, first));
    if (header.length == 0) {
      return null;
    }
    requireLength(header, framing.headerLength(direction, first));
    first = false;
    int length = framing.bodyLength(header);
    byte[] body = input.readNBytes(length);
    requireLength(body, length);
    byte[] message = Arrays.copyOf(header, header.length + length);
    System.arraycopy(body, 0, message, header.length, length);
    return message;
  }

  private static void requireLength(byte[] read, int expected) throws EOFException {
    if (read.length < expected) {
      throw new EOFException(
          "The connection ended inside a message, after %d of %d bytes"
              .formatted(read.length, expected));
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import java.net.ProtocolException;

/**
 * How the messages of a database's protocol follow one another, without encryption and compression:
 * each has a header that says how long its rest is. Stateless and thread-safe.
 */
public interface MessageFraming {

  /** PostgreSQL's protocol 3. The driver must not ask for encryption. */
  static MessageFraming postgres() {
    return new PostgresFraming();
  }

  /** The packets of MySQL and MariaDB. The driver must not ask for encryption or compression. */
  static MessageFraming mysql() {
    return new MySqlFraming();
  }

  /**
   * The length of the next header, in bytes.
   *
   * @param first whether it is the first message of its direction on its connection
   */
  int headerLength(Direction direction, boolean first);

  /**
   * How many bytes follow this header.
   *
   * @throws ProtocolException if this cannot be the header of a message
   */
  int bodyLength(byte[] header) throws ProtocolException;

  /** Whether the client waits after a message; before that a server may answer, but need not. */
  boolean asksForAnswer(byte[] message);

  /** What a message of the client asks for, in the words of the protocol; not the first one. */
  String command(byte[] message);
}

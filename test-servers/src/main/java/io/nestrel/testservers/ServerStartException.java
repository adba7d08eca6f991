// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testservers;

/** A server did not start. The message has the command and the end of its output. */
public final class ServerStartException extends RuntimeException {

  private static final long serialVersionUID = 1;

  ServerStartException(String message) {
    super(message);
  }

  ServerStartException(String message, Throwable cause) {
    super(message, cause);
  }
}

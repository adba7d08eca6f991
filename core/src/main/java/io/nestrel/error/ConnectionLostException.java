// SPDX-License-Identifier: Apache-2.0
package io.nestrel.error;

/** The connection broke, was closed by the server, or was killed. */
public final class ConnectionLostException extends DatabaseException {
  private static final long serialVersionUID = 1L;

  public ConnectionLostException(DatabaseError error) {
    super(error);
  }
}

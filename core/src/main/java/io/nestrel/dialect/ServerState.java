// SPDX-License-Identifier: Apache-2.0
package io.nestrel.dialect;

/** What the server itself says of a connection's transaction. */
public enum ServerState {
  /** No transaction is open. */
  IDLE,
  /** A transaction is open and works. */
  OPEN,
  /** A transaction is open and refuses everything but a rollback. */
  FAILED
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.dialect;

/** What became of the control statements that travelled with a statement, when that failed. */
public enum Effect {
  /** None has run. */
  NONE,

  /** All have run. */
  ALL,

  /**
   * The transaction is open; whether savepoints were released or taken is not known. Those that the
   * statement needed can be taken again, because it has left nothing behind; only for databases
   * with {@link Feature#SAVEPOINT_REPLACES_SAME_NAME}.
   */
  UNKNOWN
}

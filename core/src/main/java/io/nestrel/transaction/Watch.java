// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import io.nestrel.dialect.TransactionDialect;
import java.sql.SQLException;

/**
 * Tells whether the transaction is still the same after a statement that may have ended it and
 * begun another one: by a savepoint that is gone with the transaction in which it was taken.
 */
final class Watch<C extends ControlConnection> {
  /** One byte longer than the names that applications may give; MySQL and MariaDB allow 64. */
  private static final String NAME =
      "nestrel_watch" + "_".repeat(SavepointNames.MAX_BYTES + 1 - "nestrel_watch".length());

  private final RealTransaction<C> real;
  private final TransactionDialect control;

  Watch(RealTransaction<C> real, TransactionDialect control) {
    this.real = real;
    this.control = control;
  }

  /** To be called right before the statement. */
  void begin(C connection) throws SQLException {
    connection.control(control.savepoint(NAME));
  }

  /** To be called right after it, once. */
  boolean isSame(C connection) {
    try {
      connection.control(control.release(NAME));
      return true;
    } catch (SQLException e) {
      real.assess(e, NAME); // which gives up a connection that is lost
      return false;
    }
  }
}

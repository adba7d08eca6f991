// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import java.sql.Connection;
import java.sql.SQLException;

/** A borrowed connection, as the transaction manager uses it. Belongs to one thread at a time. */
public interface ControlConnection {

  /** Sends a control statement. */
  void control(String sql) throws SQLException;

  /** The driver's connection, for asking the server's state. */
  Connection jdbc();

  /** Gives it back; it must be idle. */
  void giveBack();

  /** Closes it for good: its state is not known. */
  void discard();
}

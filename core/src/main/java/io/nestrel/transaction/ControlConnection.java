// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** A borrowed connection, as the transaction manager uses it. Belongs to one thread at a time. */
public interface ControlConnection {

  /** Sends a control statement. */
  void control(String sql) throws SQLException;

  /**
   * Has control statements travel in front of the next statement, if there is a way.
   *
   * @param controls in order, at least one
   * @param sql the text of that statement
   * @return false if they have to be sent one by one
   */
  boolean lead(List<String> controls, String sql);

  /** Whether the statement has left for the server that {@link #lead} was last called for. */
  boolean hasLed();

  /** Whether the server has run all of it; what failed then failed afterwards. */
  boolean hasRun();

  /** The driver's connection, for asking the server's state. */
  Connection jdbc();

  /** Gives it back; it must be idle. */
  void giveBack();

  /** Closes it for good: its state is not known. */
  void discard();
}

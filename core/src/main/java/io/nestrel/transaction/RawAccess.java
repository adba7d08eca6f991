// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import java.sql.SQLException;

/**
 * Who has to know of each call that an application makes on the driver's connection: a call is a
 * statement like any other.
 */
public interface RawAccess {

  /**
   * Makes ready for a call: what scopes and savepoints have pending is sent.
   *
   * @param kind of what the call sends, if that is known
   * @throws io.nestrel.error.TransactionException if no call may be made any more
   */
  void beforeCall(StatementKind kind);

  /** The call has worked. */
  void worked(StatementKind kind);

  /** A call failed, whether the application catches that or not; may be told twice. */
  void failed(SQLException failure);
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A connection for something that outlives one call, such as a stream of rows: the transaction's
 * own, or, without a transaction, one that is given back when the lease is closed. Belongs to one
 * thread.
 */
public interface Lease<C extends ControlConnection> extends AutoCloseable {

  /**
   * Uses the connection.
   *
   * @throws SQLException what the work threw; {@link #failed} has to be told
   */
  <R extends @Nullable Object> R use(StatementWork<C, R> work) throws SQLException;

  /**
   * Has this run when the scope ends or is rolled back to before now, unless the lease is closed
   * before. It must not throw.
   */
  void beforeScopeEnds(Runnable close);

  /** Takes in a failure. Gives what to throw. */
  RuntimeException failed(SQLException failure, @Nullable String sql);

  @Override
  void close();
}

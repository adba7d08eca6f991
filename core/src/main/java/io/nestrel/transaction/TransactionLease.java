// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The connection of a transaction, lent until a scope ends. */
final class TransactionLease<C extends ControlConnection> implements Lease<C> {
  private final ActiveTransaction<C> transaction;
  private final C connection;
  private @Nullable Runnable cursor;

  TransactionLease(ActiveTransaction<C> transaction, C connection) {
    this.transaction = transaction;
    this.connection = connection;
  }

  @Override
  public C connection() {
    return connection;
  }

  @Override
  public void beforeScopeEnds(Runnable close) {
    cursor = close;
    transaction.opened(close);
  }

  @Override
  public RuntimeException failed(SQLException failure, @Nullable String sql) {
    return transaction.failed(failure, sql);
  }

  @Override
  public void close() {
    if (cursor != null) {
      transaction.closed(cursor);
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The connection of a transaction, lent until a scope ends. */
final class TransactionLease<C extends ControlConnection> implements Lease<C> {
  private final TransactionStatements<C> transaction;
  private final C connection;
  private @Nullable Runnable cursor;

  TransactionLease(TransactionStatements<C> transaction, String sql) {
    this.transaction = transaction;
    this.connection = transaction.ready(sql);
    transaction.counted();
  }

  @Override
  public <R extends @Nullable Object> R use(StatementWork<C, R> work) throws SQLException {
    return transaction.more(connection, work);
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

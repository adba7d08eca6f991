// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import io.nestrel.error.TransactionException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A transaction's connection in the hands of the application: each call is a statement. */
final class LentConnection implements RawAccess {
  private final TransactionStatements<?> transaction;
  private @Nullable SQLException lastFailure;

  LentConnection(TransactionStatements<?> transaction) {
    this.transaction = transaction;
  }

  @Override
  public void beforeCall() {
    if (transaction.scopes().isEmpty()) {
      throw new TransactionException(
          "The transaction has ended in which this connection was lent: ask for it again");
    }
    transaction.noticeEnd();
    transaction.ready(null);
  }

  @Override
  public void failed(SQLException failure) {
    ScopeStack scopes = transaction.scopes();
    if (failure != lastFailure && !scopes.isDoomed() && !scopes.isEmpty()) {
      lastFailure = failure;
      transaction.failed(failure, null);
    }
  }
}

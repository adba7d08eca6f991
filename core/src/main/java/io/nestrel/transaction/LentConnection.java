// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import io.nestrel.dialect.Damage;
import io.nestrel.dialect.Dialect;
import io.nestrel.dialect.ServerState;
import io.nestrel.error.TransactionException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A transaction's connection in the hands of the application: each call is a statement. */
final class LentConnection<C extends ControlConnection> implements RawAccess {
  private final TransactionStatements<C> transaction;
  private final RealTransaction<C> real;
  private final Dialect dialect;
  private final Watch<C> watch;
  private boolean watching;
  private @Nullable SQLException lastFailure;

  LentConnection(TransactionStatements<C> transaction, RealTransaction<C> real, Dialect dialect) {
    this.transaction = transaction;
    this.real = real;
    this.dialect = dialect;
    this.watch = new Watch<>(real, dialect.transactions());
  }

  @Override
  public void beforeCall(StatementKind kind) {
    if (transaction.scopes().isEmpty()) {
      throw new TransactionException(
          "The transaction has ended in which this connection was lent: ask for it again");
    }
    noticeEnd();
    C connection = transaction.ready(null);
    if (kind == StatementKind.CALL) {
      try {
        watch.begin(connection);
        watching = true;
      } catch (SQLException e) {
        throw transaction.failed(e, null);
      }
    }
  }

  @Override
  public void worked(StatementKind kind) {
    if (kind == StatementKind.END && isOpen()) {
      ended(Damage.TRANSACTION);
    }
    noticeAnother();
  }

  @Override
  public void failed(SQLException failure) {
    ScopeStack scopes = transaction.scopes();
    if (failure != lastFailure && !scopes.isDoomed() && !scopes.isEmpty()) {
      lastFailure = failure;
      transaction.failed(failure, null);
    }
    noticeAnother();
  }

  private boolean isOpen() {
    return !transaction.scopes().isEmpty() && !transaction.scopes().isBroken();
  }

  /** Notices that the last call has ended the transaction and begun another one. */
  private void noticeAnother() {
    C connection = real.connection();
    if (watching && connection != null && isOpen() && !watch.isSame(connection)) {
      ended(Damage.TRANSACTION);
    }
    watching = false;
  }

  /** Notices that the application has ended the transaction, before it can begin another one. */
  private void noticeEnd() {
    try {
      if (!transaction.scopes().isBroken() && real.hasVanished()) {
        ended(Damage.TRANSACTION);
      }
    } catch (SQLException e) {
      transaction.failed(e, null);
    }
  }

  /** The application has it no more: asks the server what that use of it has left. */
  void takenBack() {
    if (!isOpen()) {
      return;
    }
    try {
      ServerState state = real.stateAfterRawAccess();
      if (state != ServerState.OPEN) {
        ended(state == ServerState.FAILED ? Damage.SCOPE : Damage.TRANSACTION);
      }
    } catch (SQLException e) {
      transaction.failed(e, null);
    }
  }

  private void ended(Damage damage) {
    SQLException ended =
        new SQLException(
            "the transaction was ended through the driver's connection, by a COMMIT or ROLLBACK or by a statement that commits implicitly; use commit and rollback of Nestrel");
    transaction.apply(damage, dialect.translate(ended, null));
  }
}

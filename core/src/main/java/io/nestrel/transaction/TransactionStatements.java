// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import io.nestrel.dialect.Damage;
import io.nestrel.dialect.Dialect;
import io.nestrel.dialect.ServerState;
import io.nestrel.error.ImplicitCommitException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The statements of one thread's transaction: before each the server is told what it has to know,
 * after each the scopes are told what became of the transaction.
 */
final class TransactionStatements<C extends ControlConnection> {
  private final Dialect dialect;
  private final ScopeStack scopes;
  private final RealTransaction<C> real;
  private final ServerTransaction<C> server;

  TransactionStatements(
      Dialect dialect, ScopeStack scopes, RealTransaction<C> real, ServerTransaction<C> server) {
    this.dialect = dialect;
    this.scopes = scopes;
    this.real = real;
    this.server = server;
  }

  ScopeStack scopes() {
    return scopes;
  }

  /**
   * The connection, with everything sent that the next statement needs.
   *
   * @param sql the statement; null if it is not known
   */
  C ready(@Nullable String sql) {
    if (scopes.isBroken()) {
      throw scopes.refusal("the statement was not sent");
    }
    try {
      return server.ready(sql);
    } catch (ControlFailure e) {
      apply(e.damage(), e.exception().getCause());
      throw e.exception();
    }
  }

  /** Takes in that a statement worked: it may have ended the transaction all the same. */
  void succeeded(@Nullable String sql) {
    try {
      if (!real.hasVanished()) {
        return;
      }
    } catch (SQLException e) {
      throw failed(e, sql);
    }
    ImplicitCommitException e =
        new ImplicitCommitException(
            "The statement made %s commit by itself, so the transaction is over; what it had done so far is permanent, and no later statement is part of it: %s"
                .formatted(dialect.name(), sql));
    scopes.doom(e);
    throw e;
  }

  /** Takes in that a statement failed. Gives what to throw. */
  RuntimeException failed(SQLException failure, @Nullable String sql) {
    if (scopes.isDoomed()) {
      return dialect.translate(failure, sql);
    }
    Failure assessed = real.assess(failure, sql);
    apply(assessed.damage(), assessed.error());
    return assessed.error();
  }

  private void apply(Damage damage, @Nullable Throwable cause) {
    switch (damage) {
      case STATEMENT -> {}
      case SCOPE -> scopes.fail(innermostStarted(), cause);
      case TRANSACTION, CONNECTION -> scopes.doom(cause);
    }
  }

  /** The scope that the server is in: those inside it exist only here so far. */
  private Frame innermostStarted() {
    Frame frame = scopes.innermost();
    while (frame.level() > 1 && !server.hasStarted(frame)) {
      frame = scopes.all().get(frame.level() - 2);
    }
    return frame;
  }

  /** Something that has to be closed before the innermost scope ends. */
  void opened(Runnable close) {
    scopes.innermost().opened(close, scopes.nextMoment());
  }

  void closed(Runnable close) {
    scopes.all().forEach(frame -> frame.closed(close));
  }

  /** Asks the server what the application's own use of the connection has left. */
  void afterRawAccess() {
    if (scopes.isEmpty() || scopes.isBroken()) {
      return;
    }
    try {
      ServerState state = real.stateAfterRawAccess();
      if (state != ServerState.OPEN) {
        SQLException ended =
            new SQLException(
                "the transaction was ended through the driver's connection, by a COMMIT or ROLLBACK or by a statement that commits implicitly; use commit and rollback of Nestrel");
        apply(
            state == ServerState.FAILED ? Damage.SCOPE : Damage.TRANSACTION,
            dialect.translate(ended, null));
      }
    } catch (SQLException e) {
      failed(e, null);
    }
  }
}

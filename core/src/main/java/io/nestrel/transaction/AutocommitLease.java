// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import io.nestrel.dialect.Damage;
import io.nestrel.dialect.Dialect;
import io.nestrel.dialect.ServerState;
import io.nestrel.error.DatabaseException;
import io.nestrel.error.TransactionException;
import io.nestrel.error.UnknownCommitOutcomeException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A connection for one statement, or for a stream. */
final class AutocommitLease<C extends ControlConnection> implements Lease<C>, RawAccess {
  private final Dialect dialect;
  private final C connection;
  private final boolean borrowed;
  private final StatementKind kind;
  private boolean broken;

  /** Whether the application's own use has left a transaction open. */
  private boolean leftOpen;

  /** Whether the last statement has worked. */
  private boolean worked;

  /** Whether the last one may have left a transaction open although it has not worked. */
  private boolean suspect;

  private boolean closed;

  /**
   * @param borrowed whether it has to be given back
   */
  AutocommitLease(Dialect dialect, C connection, boolean borrowed, StatementKind kind) {
    this.dialect = dialect;
    this.connection = connection;
    this.borrowed = borrowed;
    this.kind = kind;
  }

  @Override
  public <R extends @Nullable Object> R use(StatementWork<C, R> work) throws SQLException {
    worked = false;
    suspect = true; // where it throws what is not the server's
    R result = work.run(connection);
    worked = true;
    return result;
  }

  @Override
  public void beforeScopeEnds(Runnable close) {
    // There is no scope: the stream's own close ends it.
  }

  @Override
  public RuntimeException failed(SQLException failure, @Nullable String sql) {
    worked = false;
    suspect = kind == StatementKind.CALL;
    DatabaseException error = dialect.translate(failure, sql);
    broken |= isBroken(failure);
    return broken && kind.mayWrite()
        ? new UnknownCommitOutcomeException(
            "The connection broke while the statement was on its way: whether it took effect is not known; find out before doing it again",
            error)
        : error;
  }

  private boolean isBroken(SQLException failure) {
    try {
      return dialect.transactions().damage(failure, connection.jdbc()) == Damage.CONNECTION;
    } catch (SQLException e) {
      failure.addSuppressed(e);
      return true;
    }
  }

  @Override
  public void beforeCall(StatementKind kind) {
    // Nothing is pending outside a transaction.
  }

  @Override
  public void worked(StatementKind kind) {
    // The server is asked once, when the application gives it back.
  }

  @Override
  public void failed(SQLException failure) {
    broken |= isBroken(failure);
  }

  C connection() {
    return connection;
  }

  boolean isBorrowed() {
    return borrowed;
  }

  /** The application has it no more: asks the server what that use of it has left. */
  void takenBack() {
    leftOpen = !broken && isOpenOnServer();
    broken |= leftOpen;
  }

  boolean isLeftOpen() {
    return leftOpen;
  }

  /**
   * A procedure may begin a transaction; the next statements would be part of that. What failed and
   * can have begun none is not asked about, for the server may have told no state since.
   */
  private boolean hasLeftOpen() {
    return (worked || suspect) && dialect.transactions().knowsState() && isOpenOnServer();
  }

  private boolean isOpenOnServer() {
    try {
      return dialect.transactions().state(connection.jdbc()) != ServerState.IDLE;
    } catch (SQLException e) {
      broken = true; // its state cannot be told, so nobody may use it again
      return false;
    }
  }

  @Override
  public void close() {
    if (closed || !borrowed) {
      return;
    }
    closed = true;
    boolean left = !broken && hasLeftOpen();
    if (broken || left) {
      connection.discard();
    } else {
      connection.giveBack();
    }
    if (left && worked) {
      throw new TransactionException(
          "The statement has left a transaction open, which is rolled back: have a procedure end what it begins, or let transaction(…) begin it");
    }
  }
}

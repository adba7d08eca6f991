// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import io.nestrel.dialect.Damage;
import io.nestrel.dialect.Dialect;
import io.nestrel.dialect.ServerState;
import io.nestrel.dialect.TransactionCharacteristics;
import io.nestrel.dialect.TransactionDialect;
import io.nestrel.error.DatabaseException;
import io.nestrel.error.TransactionException;
import io.nestrel.error.UnknownCommitOutcomeException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The one transaction that the server knows, without its savepoints: BEGIN on a borrowed
 * connection, COMMIT or ROLLBACK, and what becomes of the connection. It can begin again after a
 * rollback.
 */
final class RealTransaction<C extends ControlConnection> {
  private final Dialect dialect;
  private final TransactionDialect control;
  private final HeldConnection<C> held;
  private final RollbackCheck rollbackCheck;
  private final TransactionJournal journal;
  private final Beginning<C> beginning;
  private boolean begun;

  RealTransaction(
      Dialect dialect,
      ConnectionSource<C> source,
      TransactionCharacteristics characteristics,
      TransactionJournal journal,
      @Nullable Deadline deadline) {
    this.journal = journal;
    this.dialect = dialect;
    this.control = dialect.transactions();
    this.held = new HeldConnection<>(dialect, source, characteristics, deadline);
    this.rollbackCheck = new RollbackCheck(dialect);
    this.beginning = new Beginning<>(this, held, control.begin(characteristics));
  }

  boolean hasBegun() {
    return begun;
  }

  /** Whether it has a connection, on which it has begun or can begin again. */
  boolean hasConnection() {
    return held.get() != null;
  }

  /** The connection of the transaction that has begun; null if it has not, or is lost. */
  @Nullable C connection() {
    return begun ? held.get() : null;
  }

  HeldConnection<C> held() {
    return held;
  }

  /** Takes in that a statement is about to be sent; null if its text is not known. */
  void sending(@Nullable String sql) {
    rollbackCheck.sending(sql);
  }

  /** How it begins. */
  Beginning<C> beginning() {
    return beginning;
  }

  /** The server has begun it. */
  void begun(C c) throws SQLException {
    held.works();
    control.began(c.jdbc());
    begun = true;
    journal.begun();
  }

  /** Commits; afterwards, however it went, the server's transaction is over. */
  void commit() {
    C c = connection();
    if (c == null && begun) {
      throw new TransactionException("The connection is lost, and the transaction with it");
    } else if (c == null) {
      held.giveBack();
      return;
    }
    refuseUnlessOpen(c);
    try {
      c.control(control.commit());
    } catch (SQLException e) {
      Failure failure = assess(e, control.commit());
      if (failure.damage() == Damage.CONNECTION) {
        throw new UnknownCommitOutcomeException(
            "The connection broke while COMMIT was on its way: whether the transaction was committed is not known; find out before doing it again",
            failure.error());
      }
      throw endedInsteadOfCommitted(failure);
    }
    begun = false;
    held.ended();
    held.giveBack();
  }

  /**
   * PostgreSQL answers the COMMIT of a failed transaction with a ROLLBACK, and calls that success.
   */
  private void refuseUnlessOpen(C c) {
    if (!control.knowsState()) {
      return;
    }
    SQLException failure;
    try {
      ServerState state = control.state(c.jdbc());
      if (state == ServerState.OPEN) {
        return;
      }
      failure = new SQLException("the server says that the transaction is %s".formatted(state));
    } catch (SQLException e) {
      failure = e;
    }
    throw endedInsteadOfCommitted(assess(failure, control.commit()));
  }

  /** SQLite leaves a transaction open whose COMMIT failed. */
  private TransactionException endedInsteadOfCommitted(Failure failure) {
    TransactionException refused =
        failure.refusing("The transaction could not be committed and is rolled back");
    try {
      rollback();
    } catch (TransactionException e) {
      refused.addSuppressed(e);
    }
    return refused;
  }

  /** Rolls all back; afterwards, however it went, the server's transaction is over. */
  void rollback() {
    try {
      rollbackAndKeep();
    } finally {
      held.giveBack();
    }
  }

  /** Rolls all back and keeps the connection, on which the transaction can begin again. */
  void rollbackAndKeep() {
    C c = connection();
    begun = false;
    if (c == null) {
      return;
    }
    try {
      c.control(control.rollback());
    } catch (SQLException e) {
      Failure failure = assess(e, control.rollback());
      if (failure.damage() != Damage.CONNECTION && held.isIdle()) {
        held.ended(); // the server had rolled back already
        return;
      }
      abandon();
      throw failure.refusing("ROLLBACK failed, so the connection was closed, which rolls back too");
    }
    held.ended();
    if (held.get() != null) {
      refuseIncompleteRollback(c, 0);
    }
  }

  /** Where the transaction is now, for a later rollback to here. */
  int place() {
    return rollbackCheck.place();
  }

  /**
   * To be called right after a ROLLBACK or ROLLBACK TO.
   *
   * @param since the {@link #place} it led back to
   */
  void refuseIncompleteRollback(C c, int since) {
    try {
      rollbackCheck.refuseIncomplete(c.jdbc(), since);
    } catch (SQLException e) {
      abandon();
      throw new Failure(dialect.translate(e, null), Damage.CONNECTION)
          .refusing("Whether the rollback was complete cannot be told");
    }
  }

  /** What a failure destroyed. Where that cannot be told, the connection counts as lost. */
  Failure assess(SQLException failure, @Nullable String sql) {
    DatabaseException error = dialect.translate(failure, sql);
    C c = held.get();
    if (c == null) {
      return new Failure(error, Damage.CONNECTION);
    }
    Damage damage;
    try {
      damage = control.damage(failure, c.jdbc());
    } catch (SQLException e) {
      error.addSuppressed(e);
      damage = Damage.CONNECTION;
    }
    if (damage == Damage.CONNECTION) {
      abandon();
    }
    return new Failure(error, damage);
  }

  /** Whether the server has ended the transaction without having been asked to, as far as known. */
  boolean hasVanished() throws SQLException {
    C c = connection();
    return c != null && control.knowsState() && control.state(c.jdbc()) == ServerState.IDLE;
  }

  /** The state in which the application's own use of the connection has left the transaction. */
  ServerState stateAfterRawAccess() throws SQLException {
    C c = connection();
    // Not begun: ended or rolled back to its start by a scope, and not behind Nestrel's back.
    return c == null ? ServerState.OPEN : control.state(c.jdbc());
  }

  /** Throws the connection away, which rolls back too. */
  void abandon() {
    begun = false;
    held.discard();
  }
}

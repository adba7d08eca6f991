// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import io.nestrel.dialect.Damage;
import io.nestrel.dialect.Dialect;
import io.nestrel.dialect.Feature;
import io.nestrel.dialect.ServerState;
import io.nestrel.dialect.TransactionCharacteristics;
import io.nestrel.dialect.TransactionDialect;
import io.nestrel.error.DatabaseException;
import io.nestrel.error.TransactionException;
import io.nestrel.error.UnknownCommitOutcomeException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the server knows of a transaction, and when it is told: BEGIN, SAVEPOINT and RELEASE wait
 * for a statement that needs them, rollbacks are sent at once. Holds the connection from the first
 * statement to the end.
 */
final class ServerTransaction<C extends ControlConnection> {
  private static final Logger log = LoggerFactory.getLogger(TransactionManager.class);

  private final Dialect dialect;
  private final TransactionDialect control;
  private final ConnectionSource<C> source;
  private final TransactionCharacteristics characteristics;
  private final SavepointStack savepoints;
  private @Nullable C connection;
  private boolean begun;

  /** A failure, and how far it reaches. */
  record Failure(DatabaseException error, Damage damage) {}

  /** A control statement that was to go before a statement has failed. */
  static final class ControlFailure extends Exception {
    private static final long serialVersionUID = 1L;
    private final TransactionException exception;
    private final Damage damage;

    ControlFailure(TransactionException exception, Damage damage) {
      super(exception);
      this.exception = exception;
      this.damage = damage;
    }

    TransactionException exception() {
      return exception;
    }

    Damage damage() {
      return damage;
    }
  }

  ServerTransaction(
      Dialect dialect, ConnectionSource<C> source, boolean readOnly, SavepointStack savepoints) {
    this.dialect = dialect;
    this.control = dialect.transactions();
    this.source = source;
    this.characteristics = new TransactionCharacteristics(readOnly);
    this.savepoints = savepoints;
  }

  static SavepointStack stackFor(Dialect dialect) {
    return new SavepointStack(dialect.supports(Feature.SAVEPOINT_REPLACES_SAME_NAME));
  }

  /** Whether the server has seen the start of a scope. */
  boolean hasStarted(Frame frame) {
    Mark start = frame.startOwner().ownMark();
    return start == null ? begun : start.sent;
  }

  /** The connection, after everything that has been waiting for it. */
  C ready() throws ControlFailure {
    C c = begun && connection != null ? connection : begin();
    String release;
    while ((release = savepoints.pendingRelease()) != null) {
      String sql = control.release(dialect.quote(release));
      try {
        c.control(sql);
      } catch (SQLException e) {
        Failure failure = assess(e, sql);
        abandon();
        throw new ControlFailure(
            refused("A savepoint could not be released", failure), Damage.CONNECTION);
      }
      savepoints.released();
    }
    if (savepoints.hasPending()) {
      for (Mark mark : savepoints.pending()) {
        sendSavepoint(c, mark);
      }
    }
    return c;
  }

  private C begin() throws ControlFailure {
    C c = null;
    String last = null;
    try {
      c = connection == null ? source.borrow(!characteristics.readOnly()) : connection;
      for (String sql : control.begin(characteristics)) {
        last = sql;
        c.control(sql);
      }
      control.began(c.jdbc());
    } catch (SQLException e) {
      DatabaseException error = dialect.translate(e, last);
      connection = c;
      giveBackIfIdle();
      throw notBegun(error);
    } catch (DatabaseException e) {
      throw notBegun(e);
    }
    connection = c;
    begun = true;
    return c;
  }

  /** What never reached the server does no damage: the next statement tries again. */
  private static ControlFailure notBegun(DatabaseException error) {
    return new ControlFailure(
        new TransactionException(
            "The transaction could not be started: " + error.getMessage(), error),
        Damage.STATEMENT);
  }

  private void sendSavepoint(C c, Mark mark) throws ControlFailure {
    String sql = control.savepoint(dialect.quote(mark.name));
    try {
      c.control(sql);
    } catch (SQLException e) {
      Failure failure = assess(e, sql);
      throw new ControlFailure(
          refused("Savepoint \"%s\" could not be taken".formatted(mark), failure),
          failure.damage());
    }
    mark.sent = true;
  }

  /** Commits; afterwards, however it went, the server's transaction is over. */
  void commit() {
    C c = connection;
    if (!begun || c == null) {
      giveBack();
      return;
    }
    try {
      refuseUnlessOpen(c);
      c.control(control.commit());
      control.ended(c.jdbc());
    } catch (SQLException e) {
      Failure failure = assess(e, control.commit());
      if (failure.damage() == Damage.CONNECTION) {
        throw new UnknownCommitOutcomeException(
            "The connection broke while COMMIT was on its way: whether the transaction was committed is not known; find out before doing it again",
            failure.error());
      }
      endAfterFailedCommit();
      throw refused("The transaction could not be committed and is rolled back", failure);
    }
    begun = false;
    giveBack();
  }

  /**
   * PostgreSQL answers the COMMIT of a failed transaction with a ROLLBACK, and calls that success.
   */
  private void refuseUnlessOpen(C c) throws SQLException {
    if (control.knowsState() && control.state(c.jdbc()) != ServerState.OPEN) {
      throw new SQLException(
          "the server says that the transaction is %s".formatted(control.state(c.jdbc())));
    }
  }

  /** SQLite leaves a transaction open whose COMMIT failed. */
  private void endAfterFailedCommit() {
    try {
      rollback();
    } catch (TransactionException e) {
      log.warn("The rollback after a failed COMMIT failed too; the connection is closed", e);
    }
  }

  /** Rolls all back; afterwards, however it went, the server's transaction is over. */
  void rollback() {
    if (sendRollback()) {
      giveBack();
    }
  }

  /**
   * @return false if the connection was closed, because the server had no transaction left
   */
  private boolean sendRollback() {
    C c = connection;
    if (!begun || c == null) {
      return c != null;
    }
    begun = false;
    try {
      c.control(control.rollback());
      control.ended(c.jdbc());
      return true;
    } catch (SQLException e) {
      DatabaseException error = dialect.translate(e, control.rollback());
      if (isIdle(c)) {
        return hasEnded(c); // the server had rolled back already
      }
      abandon();
      throw new TransactionException(
          "ROLLBACK failed, so the connection was closed, which rolls back too: "
              + error.getMessage(),
          error);
    }
  }

  /** Rolls back to a savepoint, if the server has it. */
  void rollbackTo(Mark mark) {
    C c = connection;
    if (!mark.sent || c == null) {
      return;
    }
    String sql = control.rollbackTo(dialect.quote(mark.name));
    try {
      c.control(sql);
    } catch (SQLException e) {
      Failure failure = assess(e, sql);
      abandon();
      throw refused(
          "Rolling back to savepoint \"%s\" failed, so the whole transaction is lost"
              .formatted(mark),
          failure);
    }
  }

  /**
   * Rolls back to the start of a scope, so that all its savepoints are pending again. The outermost
   * scope's start is ROLLBACK; BEGIN goes again with the next statement.
   */
  void rollbackToStartOf(Frame owner) {
    Mark start = owner.ownMark();
    if (start == null) {
      sendRollback();
    } else {
      rollbackTo(start);
    }
    if (start == null || start.sent) {
      savepoints.unsendAfter(start);
    }
  }

  /** A scope of a lost transaction ends; with the outermost one the connection goes back. */
  void forget(boolean outermost) {
    if (outermost && connection != null) {
      try {
        sendRollback();
        giveBack();
      } catch (TransactionException e) {
        log.debug("The connection of a lost transaction is closed", e);
      }
    }
  }

  /** What a failure destroyed. Where that cannot be told, the connection counts as lost. */
  Failure assess(SQLException failure, @Nullable String sql) {
    DatabaseException error = dialect.translate(failure, sql);
    C c = connection;
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

  /** What the application's own use of the connection destroyed; null if nothing. */
  @Nullable Failure assessAfterRawAccess() {
    C c = connection;
    if (c == null || !begun) {
      return null; // ended or rolled back to its start, by a scope and not behind Nestrel's back
    }
    try {
      Damage damage =
          switch (control.state(c.jdbc())) {
            case OPEN -> Damage.STATEMENT;
            case FAILED -> Damage.SCOPE;
            case IDLE -> Damage.TRANSACTION;
          };
      return damage == Damage.STATEMENT
          ? null
          : new Failure(
              dialect.translate(
                  new SQLException(
                      "the transaction was ended through the driver's connection; use commit and rollback of Nestrel"),
                  null),
              damage);
    } catch (SQLException e) {
      return assess(e, null);
    }
  }

  private static TransactionException refused(String what, Failure failure) {
    return new TransactionException(what + ": " + failure.error().getMessage(), failure.error());
  }

  private boolean isIdle(C c) {
    try {
      return control.state(c.jdbc()) == ServerState.IDLE;
    } catch (SQLException e) {
      log.debug("The server's state cannot be told; the connection is closed", e);
      return false;
    }
  }

  private boolean hasEnded(C c) {
    try {
      control.ended(c.jdbc());
      return true;
    } catch (SQLException e) {
      log.debug(
          "The driver does not see that the transaction is over; the connection is closed", e);
      abandon();
      return false;
    }
  }

  private void giveBackIfIdle() {
    if (connection != null && isIdle(connection)) {
      giveBack();
    } else {
      abandon();
    }
  }

  private void giveBack() {
    C c = connection;
    if (c == null) {
      return;
    }
    connection = null;
    try {
      for (String sql : control.reset(characteristics)) {
        c.control(sql);
      }
    } catch (SQLException e) {
      log.warn("A connection could not be given its defaults back and is closed", e);
      c.discard();
      return;
    }
    c.giveBack();
  }

  private void abandon() {
    C c = connection;
    connection = null;
    begun = false;
    if (c != null) {
      c.discard();
    }
  }
}

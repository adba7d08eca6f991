// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import io.nestrel.dialect.Damage;
import io.nestrel.dialect.Dialect;
import io.nestrel.dialect.TransactionDialect;
import io.nestrel.error.ImplicitCommitException;
import io.nestrel.error.TransactionTimeoutException;
import java.sql.SQLException;
import java.util.Objects;
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
  private final @Nullable Deadline deadline;
  private final TransactionJournal journal;
  private final StatementRuns<C> runs;

  TransactionStatements(
      Dialect dialect,
      ScopeStack scopes,
      RealTransaction<C> real,
      ServerTransaction<C> server,
      @Nullable Deadline deadline,
      TransactionJournal journal,
      boolean combining) {
    TransactionDialect control = dialect.transactions();
    this.runs = new StatementRuns<>(this, real, server, control, combining && control.combines());
    this.journal = journal;
    this.dialect = dialect;
    this.scopes = scopes;
    this.real = real;
    this.server = server;
    this.deadline = deadline;
  }

  ScopeStack scopes() {
    return scopes;
  }

  /**
   * Runs one statement.
   *
   * @param sql its text, for messages; null if it is not known
   */
  <R extends @Nullable Object> R run(
      @Nullable String sql, StatementKind kind, StatementWork<C, R> work) {
    return runs.run(sql, kind, work);
  }

  /** The same, with everything sent before it that is pending. */
  <R extends @Nullable Object> R runAlone(String sql, StatementWork<C, R> work) {
    return runs.runAlone(sql, work);
  }

  /** Counts a statement that is about to be sent. */
  void counted() {
    scopes.innermost().journal().statement();
    journal.statement();
  }

  /** Lends the connection to the application, each of whose calls is a statement. */
  <R extends @Nullable Object> R runRaw(RawWork<C, R> work) {
    C connection = ready(null);
    counted();
    LentConnection<C> access = new LentConnection<>(this, real, dialect);
    R result;
    try {
      result = real.held().timed(connection, c -> work.run(c, access));
    } catch (SQLException e) {
      access.failed(e);
      throw isTimeOver() ? timeout(dialect.translate(e, null)) : dialect.translate(e, null);
    } finally {
      access.takenBack();
    }
    checkDeadline();
    return result;
  }

  /** The level that the server gives; only once the transaction has begun there. */
  IsolationLevel isolationLevel() {
    return run(
        null,
        StatementKind.QUERY,
        c -> IsolationLevel.ofJdbc(c.jdbc().getTransactionIsolation()).givenBy(dialect));
  }

  /**
   * The connection, with everything sent that the next statement needs.
   *
   * @param sql the statement; null if it is not known
   */
  C ready(@Nullable String sql) {
    return readied(() -> server.ready(sql));
  }

  /** How the connection is made ready for a statement. */
  @FunctionalInterface
  interface Readiness<C> {
    C connection() throws ControlFailure;
  }

  C readied(Readiness<C> readiness) {
    if (scopes.isBroken()) {
      throw scopes.refusal("the statement was not sent");
    }
    checkDeadline();
    C connection;
    try {
      connection = readiness.connection();
    } catch (ControlFailure e) {
      if (isTimeOver()) {
        throw timeout(e.exception().getCause());
      }
      apply(e.damage(), e.exception().getCause());
      throw e.exception();
    }
    checkDeadline(); // it may have waited for the connection
    return connection;
  }

  /** Does something more for a statement that has been sent, as long as there is time. */
  <R extends @Nullable Object> R more(C connection, StatementWork<C, R> work) throws SQLException {
    checkDeadline();
    return real.held().timed(connection, work);
  }

  /**
   * To be called before anything is sent.
   *
   * @throws TransactionTimeoutException if it is too late for that
   */
  void checkDeadline() {
    if (isTimeOver()) {
      throw timeout(null);
    }
  }

  boolean isTimeOver() {
    return deadline != null && deadline.isOver();
  }

  TransactionTimeoutException timeout(@Nullable Throwable cause) {
    TransactionTimeoutException e = Objects.requireNonNull(deadline).exceeded(cause);
    scopes.doom(e);
    return e;
  }

  /** The transaction is over. */
  void end() {
    if (deadline != null) {
      deadline.end();
    }
  }

  /** Takes in that a statement worked: it may have ended the transaction all the same. */
  void succeeded(@Nullable String sql) {
    try {
      if (!real.hasVanished()) {
        checkDeadline();
        return;
      }
    } catch (SQLException e) {
      throw failed(e, sql);
    }
    throw implicit(
        "The statement made %s commit by itself, so the transaction is over; what it had done so far is permanent, and no later statement is part of it: %s"
            .formatted(dialect.name(), sql));
  }

  /** Takes in that a statement has begun another transaction. Gives what to throw. */
  RuntimeException begunAnother(@Nullable String sql) {
    return implicit(
        "The statement made %s end the transaction and begin another one, which is rolled back; whether what had been done before is permanent is for the statement to know: %s"
            .formatted(dialect.name(), sql));
  }

  private RuntimeException implicit(String message) {
    ImplicitCommitException e = new ImplicitCommitException(message);
    scopes.doom(e);
    return e;
  }

  /** Takes in that a statement failed. Gives what to throw. */
  RuntimeException failed(SQLException failure, @Nullable String sql) {
    if (scopes.isDoomed()) {
      return dialect.translate(failure, sql);
    }
    Failure assessed = real.assess(failure, sql);
    if (isTimeOver()) {
      return timeout(assessed.error());
    }
    apply(assessed.damage(), assessed.error());
    return assessed.error();
  }

  void apply(Damage damage, @Nullable Throwable cause) {
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
}

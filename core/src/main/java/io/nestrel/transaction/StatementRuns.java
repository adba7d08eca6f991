// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import io.nestrel.dialect.Damage;
import io.nestrel.dialect.TransactionDialect;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the statements of one thread's transaction run, with or without what has to go first. */
final class StatementRuns<C extends ControlConnection> {
  private static final Logger log = LoggerFactory.getLogger(TransactionManager.class);

  private final TransactionStatements<C> statements;
  private final RealTransaction<C> real;
  private final ServerTransaction<C> server;
  private final TransactionDialect control;
  private final boolean combining;

  StatementRuns(
      TransactionStatements<C> statements,
      RealTransaction<C> real,
      ServerTransaction<C> server,
      TransactionDialect control,
      boolean combining) {
    this.statements = statements;
    this.real = real;
    this.server = server;
    this.control = control;
    this.combining = combining;
  }

  /**
   * Runs one statement.
   *
   * @param sql its text, for messages; null if it is not known
   */
  <R extends @Nullable Object> R run(
      @Nullable String sql, StatementKind kind, StatementWork<C, R> work) {
    if (kind == StatementKind.CALL) {
      return runWatched(sql, work);
    }
    return sql == null || !combining ? runAlone(sql, work) : runTogether(sql, work);
  }

  /** Runs a statement that may end the transaction and begin another one. */
  private <R extends @Nullable Object> R runWatched(
      @Nullable String sql, StatementWork<C, R> work) {
    C connection = statements.ready(sql);
    Watch<C> watch = new Watch<>(real, control);
    statements.counted();
    R result;
    try {
      watch.begin(connection);
      result = real.held().timed(connection, work);
    } catch (SQLException e) {
      RuntimeException failure = statements.failed(e, sql);
      if (!statements.scopes().isBroken() && !watch.isSame(connection)) {
        statements.scopes().doom(failure);
      }
      throw failure;
    } catch (Throwable e) { // not the server's: the statement has worked
      if (!watch.isSame(connection)) {
        e.addSuppressed(statements.begunAnother(sql));
      }
      throw e;
    }
    statements.succeeded(sql);
    if (!watch.isSame(connection)) {
      throw statements.begunAnother(sql);
    }
    return result;
  }

  /** Runs one statement, after everything that is pending. */
  <R extends @Nullable Object> R runAlone(@Nullable String sql, StatementWork<C, R> work) {
    C connection = statements.ready(sql);
    statements.counted();
    R result;
    try {
      result = real.held().timed(connection, work);
    } catch (SQLException e) {
      throw statements.failed(e, sql);
    }
    statements.succeeded(sql);
    return result;
  }

  /** What is pending travels with the statement, if there is a way. */
  private <R extends @Nullable Object> R runTogether(String sql, StatementWork<C, R> work) {
    C connection = statements.readied(() -> server.readyTogether(sql));
    boolean fresh = real.held().isFresh();
    statements.counted();
    R result;
    try {
      result = real.held().timed(connection, work);
      server.settle(connection, null);
    } catch (SQLException e) {
      RuntimeException failure =
          server.isTravelling() ? lost(connection, e, sql, fresh) : statements.failed(e, sql);
      if (failure != null) {
        throw failure;
      }
      log.debug("The statement is sent again by itself, on another connection if it was dead", e);
      return runAlone(sql, work);
    } catch (Throwable e) { // an Error too, and what was thrown without being declared
      settleAfter(e, connection);
      throw e;
    }
    statements.succeeded(sql);
    return result;
  }

  /** A failure that is not the driver's; the statement may have worked. */
  private void settleAfter(Throwable failure, C connection) {
    try {
      server.settle(connection, null);
    } catch (SQLException e) {
      failure.addSuppressed(statements.failed(e, null));
    }
  }

  /**
   * Takes in that a statement failed with which something travelled.
   *
   * @param fresh whether it was the first on its connection
   * @return what to throw; null if the statement is to be sent again: the connection was dead when
   *     it came from the pool, or what travelled was outdated
   */
  private @Nullable RuntimeException lost(
      C connection, SQLException failure, String sql, boolean fresh) {
    boolean begins = !real.hasBegun();
    Failure assessed = real.assess(failure, sql);
    if (assessed.damage() == Damage.CONNECTION) {
      server.nothingTravels();
    } else {
      try {
        server.settle(connection, failure);
      } catch (SQLException e) {
        real.abandon();
        assessed.error().addSuppressed(e);
        assessed = new Failure(assessed.error(), Damage.CONNECTION);
      }
    }
    boolean dead = assessed.damage() == Damage.CONNECTION;
    if (statements.isTimeOver()) {
      return statements.timeout(assessed.error());
    } else if (begins && !real.hasBegun()) {
      real.beginning().giveBack(!dead); // what never began cannot be damaged
      return (dead && fresh) || isOutdated(assessed, failure) ? null : assessed.error();
    } else if (isOutdated(assessed, failure)) {
      return null;
    }
    statements.apply(assessed.damage(), assessed.error());
    return assessed.error();
  }

  private boolean isOutdated(Failure assessed, SQLException failure) {
    return assessed.damage() == Damage.STATEMENT && control.isOutdated(failure);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import io.nestrel.dialect.Damage;
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
  private final boolean combining;

  StatementRuns(
      TransactionStatements<C> statements,
      RealTransaction<C> real,
      ServerTransaction<C> server,
      boolean combining) {
    this.statements = statements;
    this.real = real;
    this.server = server;
    this.combining = combining;
  }

  /**
   * Runs one statement.
   *
   * @param sql its text, for messages; null if it is not known
   */
  <R extends @Nullable Object> R run(@Nullable String sql, StatementWork<C, R> work) {
    return sql == null || !combining ? runAlone(sql, work) : runTogether(sql, work);
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
      log.debug("A connection of the pool was dead; another one is taken", e);
      return runAlone(sql, work);
    } catch (RuntimeException e) {
      settleAfter(e, connection);
      throw e;
    }
    statements.succeeded(sql);
    return result;
  }

  /** A failure that is not the driver's; the statement may have worked. */
  private void settleAfter(RuntimeException failure, C connection) {
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
   * @return what to throw; null if the connection was dead when it came from the pool
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
      return dead && fresh ? null : assessed.error();
    } else {
      statements.apply(assessed.damage(), assessed.error());
    }
    return assessed.error();
  }
}

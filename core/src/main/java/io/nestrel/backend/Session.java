// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend;

import io.nestrel.dialect.Combined;
import io.nestrel.dialect.TransactionDialect;
import io.nestrel.transaction.ControlConnection;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A borrowed connection with its prepared statements. Belongs to one thread at a time. */
final class Session implements ControlConnection {
  private static final Logger log = LoggerFactory.getLogger("io.nestrel.sql");

  /** How many rows of a stream a driver that can do so fetches at once. */
  private static final int FETCH_SIZE = 1_000;

  private final SessionPool pool;
  private final Connection pooled;
  private final StatementCache statements;
  private final TransactionDialect control;
  private final boolean writer;

  /** What the next statement travels in, with control statements in front of it. */
  private @Nullable Combined combined;

  /** Whether it has left. */
  private boolean led;

  /** Whether it is not back in the pool. */
  private boolean held = true;

  /** Whether it has come back without an error. */
  private boolean ran;

  /** One execution of a prepared statement. */
  @FunctionalInterface
  interface Execution<R extends @Nullable Object> {
    R run(Call call) throws SQLException;
  }

  /**
   * @param pooled as the pool gave it
   * @param statements those of the driver's connection behind it
   * @param control how control statements travel
   * @param writer whether it holds the turn to write
   */
  Session(
      SessionPool pool,
      Connection pooled,
      StatementCache statements,
      TransactionDialect control,
      boolean writer) {
    this.control = control;
    this.pool = pool;
    this.pooled = pooled;
    this.statements = statements;
    this.writer = writer;
  }

  @Override
  public void control(String sql) throws SQLException {
    run(sql, Call::execute);
  }

  @Override
  public boolean lead(List<String> controls, String sql) {
    led = false;
    ran = false;
    combined = statements.combined(control, controls, sql);
    return combined != null;
  }

  @Override
  public boolean hasLed() {
    combined = null; // of a statement that was not even tried
    return led;
  }

  @Override
  public boolean hasRun() {
    return ran;
  }

  <R extends @Nullable Object> R run(String sql, Execution<R> execution) throws SQLException {
    return run(sql, false, execution);
  }

  /**
   * Runs a statement.
   *
   * @param isLong whether its text is long and will run many times
   */
  <R extends @Nullable Object> R run(String sql, boolean isLong, Execution<R> execution)
      throws SQLException {
    Combined together = combined;
    combined = null;
    if (together == null) {
      PreparedStatement statement =
          isLong ? statements.takeLong(sql, control) : statements.take(sql);
      return run(sql, statement, -1, execution);
    }
    try {
      return run(
          together.text(), statements.take(together, control), together.resultsBefore(), execution);
    } catch (SQLException e) {
      if (control.isOutdated(e)) {
        statements.outdated(together);
      }
      throw e;
    }
  }

  private <R extends @Nullable Object> R run(
      String text, PreparedStatement statement, int resultsBefore, Execution<R> execution)
      throws SQLException {
    log.trace("{}", text);
    Call call = new Call(statement, resultsBefore);
    boolean worked = false;
    try {
      R result = execution.run(call);
      worked = true;
      return result;
    } finally {
      if (resultsBefore >= 0) {
        led |= call.isSent();
        ran |= call.hasRun();
      }
      if (worked) {
        statements.giveBack(text, statement);
      } else {
        StatementCache.close(statement);
      }
    }
  }

  /** Runs a query whose result stays open until the cursor is closed. */
  OpenCursor open(String sql, Statements.Binder binder) throws SQLException {
    log.trace("{}", sql);
    PreparedStatement statement = statements.take(sql);
    try {
      binder.bind(statement);
      statement.setFetchSize(FETCH_SIZE);
      return new OpenCursor(this, sql, statement, statement.executeQuery());
    } catch (SQLException | RuntimeException e) {
      StatementCache.close(statement);
      throw e;
    }
  }

  /** A result that is being read. */
  record OpenCursor(Session session, String sql, PreparedStatement statement, ResultSet rows) {
    void close() throws SQLException {
      rows.close();
      statement.setFetchSize(0);
      session.statements.giveBack(sql, statement);
    }
  }

  @Override
  public Connection jdbc() {
    return statements.connection();
  }

  /** The application has the driver's connection from now on, or has it no more. */
  void lend(boolean on) throws SQLException {
    if (held) { // its work may have ended the transaction
      pool.lend(jdbc(), on);
    }
  }

  /** Whether the server can still be reached over it. */
  boolean isOpen() throws SQLException {
    return !jdbc().isClosed();
  }

  @Override
  public void giveBack() {
    held = false;
    pool.giveBack(pooled, statements, writer);
  }

  @Override
  public void discard() {
    held = false;
    pool.discard(pooled, jdbc(), writer);
  }
}

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
    run(new Control(sql));
  }

  /** A statement without values that gives nothing. */
  private static final class Control extends Call<Boolean> {
    Control(String sql) {
      super(sql);
    }

    @Override
    Boolean with(PreparedStatement statement) throws SQLException {
      return execute(statement);
    }
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

  /** Runs a statement, with what was to {@link #lead} it. */
  <R extends @Nullable Object> R run(Call<R> call) throws SQLException {
    Combined together = combined;
    combined = null;
    String sql = call.sql();
    if (together == null) {
      return run(
          call, sql, call.isLong() ? statements.takeLong(sql, control) : statements.take(sql), -1);
    }
    try {
      return run(
          call, together.text(), statements.take(together, control), together.resultsBefore());
    } catch (SQLException e) {
      if (control.isOutdated(e)) {
        statements.outdated(together);
      }
      throw e;
    }
  }

  private <R extends @Nullable Object> R run(
      Call<R> call, String text, PreparedStatement statement, int resultsBefore)
      throws SQLException {
    log.trace("{}", text);
    boolean worked = false;
    try {
      R result = call.run(statement, resultsBefore);
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
    } catch (Throwable e) { // an adapter can throw anything
      StatementCache.close(statement);
      throw e;
    }
  }

  /** A result that is being read. */
  record OpenCursor(Session session, String sql, PreparedStatement statement, ResultSet rows) {
    /**
     * Closes it.
     *
     * @param worked whether the statement can be used again
     */
    void close(boolean worked) throws SQLException {
      if (!worked) {
        StatementCache.close(statement);
        return;
      }
      try {
        rows.close();
        statement.setFetchSize(0);
      } catch (SQLException e) {
        StatementCache.close(statement);
        throw e;
      }
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

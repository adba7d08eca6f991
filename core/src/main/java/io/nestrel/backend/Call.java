// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend;

import io.nestrel.transaction.StatementWork;
import java.sql.BatchUpdateException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A statement and what is to be done with it: to bind it, to run it, to read what it gives. Then
 * how far the last run got. Belongs to one thread.
 */
abstract class Call<R extends @Nullable Object> implements StatementWork<Session, R> {
  /** SQL standard's "no data" (ISO/IEC 9075-2, 24.1). */
  private static final String NO_DATA = "02000";

  private final String sql;
  private final boolean isLong;
  private int resultsBefore;
  private boolean sent;
  private boolean run;

  Call(String sql) {
    this(sql, false);
  }

  /**
   * @param isLong whether the text is long and will run many times
   */
  Call(String sql, boolean isLong) {
    this.sql = sql;
    this.isLong = isLong;
  }

  String sql() {
    return sql;
  }

  boolean isLong() {
    return isLong;
  }

  @Override
  public final R run(Session session) throws SQLException {
    return session.run(this);
  }

  /**
   * Runs it once, maybe with control statements in front of it.
   *
   * @param statement prepared from its text, or from all of that
   * @param before how many results come before its own; -1 if it travels alone
   */
  final R run(PreparedStatement statement, int before) throws SQLException {
    resultsBefore = before;
    sent = false;
    run = false;
    return with(statement);
  }

  /** Binds the statement, runs it by one of the methods here, and reads what it gives. */
  abstract R with(PreparedStatement statement) throws SQLException;

  /** Whether the driver was told to run it. */
  final boolean isSent() {
    return sent;
  }

  /** Whether it has run, together with what travelled in front of it. */
  final boolean hasRun() {
    return run;
  }

  /** Runs what gives no rows; gives the number of rows changed. */
  final int update(PreparedStatement statement) throws SQLException {
    if (resultsBefore >= 0) {
      execute(statement);
      return statement.getUpdateCount();
    }
    sent = true;
    return statement.executeUpdate();
  }

  /**
   * Runs the batch that was added; it never travels together with others.
   *
   * @throws SQLException that of the first row that failed, without the driver's frame around it
   */
  final void batch(PreparedStatement statement) throws SQLException {
    sent = true;
    try {
      statement.executeBatch();
    } catch (BatchUpdateException e) {
      if (e.getCause() instanceof SQLException first) {
        throw first;
      }
      throw e.getNextException() == null ? e : e.getNextException();
    }
  }

  /** Runs what gives rows. */
  final ResultSet query(PreparedStatement statement) throws SQLException {
    if (resultsBefore >= 0) {
      execute(statement);
      ResultSet rows = statement.getResultSet();
      if (rows == null) {
        throw new SQLException("The statement has run and gives no rows", NO_DATA);
      }
      return rows;
    }
    sent = true;
    return statement.executeQuery();
  }

  /** Runs it; tells whether it gives rows. */
  final boolean execute(PreparedStatement statement) throws SQLException {
    sent = true;
    boolean rows = statement.execute();
    run = true;
    for (int i = 0; i < resultsBefore; i++) {
      rows = statement.getMoreResults();
    }
    return rows;
  }
}

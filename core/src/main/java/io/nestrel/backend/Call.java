// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend;

import java.sql.BatchUpdateException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** One run of a prepared statement, with or without control statements in front of it. */
final class Call {
  private final PreparedStatement statement;
  private final int resultsBefore;
  private boolean sent;
  private boolean run;

  /**
   * @param resultsBefore how many results come before its own; -1 if it travels alone
   */
  Call(PreparedStatement statement, int resultsBefore) {
    this.statement = statement;
    this.resultsBefore = resultsBefore;
  }

  /** For binding; to be run by the methods here only. */
  PreparedStatement statement() {
    return statement;
  }

  /** Whether the driver was told to run it. */
  boolean isSent() {
    return sent;
  }

  /** Whether it has run, together with what travelled in front of it. */
  boolean hasRun() {
    return run;
  }

  /** Runs what gives no rows; gives the number of rows changed. */
  int update() throws SQLException {
    if (resultsBefore >= 0) {
      execute();
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
  void batch() throws SQLException {
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
  ResultSet query() throws SQLException {
    if (resultsBefore >= 0) {
      execute();
      return statement.getResultSet();
    }
    sent = true;
    return statement.executeQuery();
  }

  /** Runs it; tells whether it gives rows. */
  boolean execute() throws SQLException {
    sent = true;
    boolean rows = statement.execute();
    run = true;
    for (int i = 0; i < resultsBefore; i++) {
      rows = statement.getMoreResults();
    }
    return rows;
  }
}

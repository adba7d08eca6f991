// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.postgres;

import io.nestrel.dialect.Combined;
import io.nestrel.dialect.Damage;
import io.nestrel.dialect.Effect;
import io.nestrel.dialect.ServerState;
import io.nestrel.dialect.TransactionCharacteristics;
import io.nestrel.dialect.TransactionDialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.core.BaseConnection;
import org.postgresql.util.PSQLState;

/**
 * Transactions on PostgreSQL. Every error fails the transaction up to the innermost savepoint; each
 * answer of the server carries the transaction's status (the byte of ReadyForQuery, "Message Flow"
 * in its manual), which the driver keeps.
 */
final class PostgresTransactions implements TransactionDialect {
  static final PostgresTransactions INSTANCE = new PostgresTransactions();

  private PostgresTransactions() {}

  @Override
  public List<String> begin(TransactionCharacteristics characteristics) {
    StringBuilder begin = new StringBuilder("BEGIN");
    if (characteristics.isolation() != null) {
      begin.append(" ISOLATION LEVEL ").append(characteristics.isolation());
    }
    if (characteristics.readOnly()) {
      begin.append(" READ ONLY");
    }
    if (characteristics.deferrable()) {
      begin.append(" DEFERRABLE");
    }
    return List.of(begin.toString());
  }

  @Override
  public void cancel(Connection connection) throws SQLException {
    connection.unwrap(BaseConnection.class).cancelQuery();
  }

  /** PGPROC_MAX_CACHED_SUBXIDS: with more, each look at a row asks for their parents on disk. */
  @Override
  public int cheapSavepoints() {
    return 64;
  }

  @Override
  public boolean combines() {
    return true;
  }

  /**
   * The driver sends the parts of such a text one after the other and waits once ("Pipelining" in
   * PostgreSQL's manual): the parts before one that fails have taken effect.
   */
  @Override
  public Combined combined(List<String> controls, String sql) {
    return new Combined(String.join("; ", controls) + "; " + sql, controls.size());
  }

  /** An error of the server fails the transaction. */
  @Override
  public Effect effect(SQLException failure, Connection connection) throws SQLException {
    return state(connection) == ServerState.FAILED ? Effect.ALL : Effect.NONE;
  }

  @Override
  public ServerState state(Connection connection) throws SQLException {
    if (connection.isClosed()) { // the driver would go on telling the last status it heard
      throw new SQLException(
          "the connection is closed", PSQLState.CONNECTION_DOES_NOT_EXIST.getState());
    }
    return switch (connection.unwrap(BaseConnection.class).getTransactionState()) {
      case IDLE -> ServerState.IDLE;
      case OPEN -> ServerState.OPEN;
      case FAILED -> ServerState.FAILED;
    };
  }

  @Override
  public boolean knowsState() {
    return true;
  }

  /** With JDBC's autocommit on, the driver would read a result whole, whatever the fetch size. */
  @Override
  public void began(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
  }

  @Override
  public void ended(Connection connection) throws SQLException {
    connection.setAutoCommit(true); // sends nothing, since nothing is open
  }

  @Override
  public Damage damage(SQLException failure, Connection connection) throws SQLException {
    if (connection.isClosed() || PostgresErrors.isConnectionLost(failure)) {
      return Damage.CONNECTION;
    }
    return switch (state(connection)) {
      case OPEN -> Damage.STATEMENT; // refused by the driver; the server never saw it
      case FAILED -> Damage.SCOPE;
      case IDLE -> Damage.TRANSACTION;
    };
  }
}

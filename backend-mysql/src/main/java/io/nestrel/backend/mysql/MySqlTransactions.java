// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.mysql;

import io.nestrel.dialect.Combined;
import io.nestrel.dialect.Damage;
import io.nestrel.dialect.ServerState;
import io.nestrel.dialect.TransactionCharacteristics;
import io.nestrel.dialect.TransactionDialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mariadb.jdbc.util.constants.ServerStatus;

/**
 * Transactions on MySQL and MariaDB. Each answer of the server carries the flag
 * SERVER_STATUS_IN_TRANS, which the driver keeps; only answers that are errors carry none, so after
 * an error the server is asked once more.
 */
record MySqlTransactions(boolean isMariaDb) implements TransactionDialect {
  /** How long to wait for the answer to a ping, in seconds. */
  private static final int PING_TIMEOUT = 10;

  @Override
  public List<String> begin(TransactionCharacteristics characteristics) {
    String begin = characteristics.readOnly() ? "START TRANSACTION READ ONLY" : "BEGIN";
    return characteristics.isolation() == null
        ? List.of(begin)
        // For the next transaction alone.
        : List.of("SET TRANSACTION ISOLATION LEVEL " + characteristics.isolation(), begin);
  }

  @Override
  public void cancel(Connection connection) throws SQLException {
    connection.unwrap(org.mariadb.jdbc.Connection.class).cancelCurrentQuery();
  }

  @Override
  public @Nullable Combined combined(List<String> controls, String sql) {
    return isMariaDb ? CompoundStatement.of(controls, sql) : null;
  }

  @Override
  public boolean failedWhole(SQLException failure, Connection connection) {
    return CompoundStatement.wasRefused(failure);
  }

  @Override
  public ServerState state(Connection connection) throws SQLException {
    int status =
        connection.unwrap(org.mariadb.jdbc.Connection.class).getContext().getServerStatus();
    return (status & ServerStatus.IN_TRANSACTION) == 0 ? ServerState.IDLE : ServerState.OPEN;
  }

  @Override
  public boolean knowsState() {
    return true;
  }

  @Override
  public boolean commitsImplicitly(String words) {
    return ImplicitCommits.by(words);
  }

  @Override
  public List<String> notRolledBack(
      Connection connection, Collection<String> undone, Collection<String> earlier)
      throws SQLException {
    return new TablesWithoutTransactions(connection, isMariaDb).notRolledBack(undone, earlier);
  }

  @Override
  public Damage damage(SQLException failure, Connection connection) throws SQLException {
    if (MySqlErrors.isConstraint(failure)
        && !connection.isClosed()
        && state(connection) == ServerState.OPEN) {
      return Damage.STATEMENT; // a row that is refused never costs what the server had open before
    }
    if (connection.isClosed()
        || MySqlErrors.isConnectionLost(failure)
        || MySqlErrors.leavesDoubt(failure)
        || !connection.isValid(PING_TIMEOUT)) {
      return Damage.CONNECTION;
    } else if (MySqlErrors.costsTransaction(failure)) {
      return Damage.TRANSACTION;
    }
    return state(connection) == ServerState.OPEN ? Damage.STATEMENT : Damage.TRANSACTION;
  }
}

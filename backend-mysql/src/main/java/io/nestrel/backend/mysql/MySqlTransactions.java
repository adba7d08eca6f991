// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.mysql;

import io.nestrel.dialect.Combined;
import io.nestrel.dialect.Damage;
import io.nestrel.dialect.Effect;
import io.nestrel.dialect.ServerState;
import io.nestrel.dialect.TransactionCharacteristics;
import io.nestrel.dialect.TransactionDialect;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mariadb.jdbc.util.constants.ServerStatus;

/**
 * Transactions on MySQL and MariaDB. Each answer of the server carries the flag
 * SERVER_STATUS_IN_TRANS, which the driver keeps; only answers that are errors carry none, so after
 * an error the server is asked once more.
 *
 * @param preparesCompounds whether the server can prepare a compound statement
 * @param sendsSequences whether the driver was told to send several statements in one text
 */
record MySqlTransactions(boolean isMariaDb, boolean preparesCompounds, boolean sendsSequences)
    implements TransactionDialect {
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
  public boolean combines() {
    return isMariaDb || sendsSequences;
  }

  @Override
  public @Nullable Combined combined(List<String> controls, String sql) {
    if (!TravellingText.isOneStatement(sql)) {
      return null;
    } else if (isMariaDb) {
      return TravellingText.compound(controls, sql);
    }
    return sendsSequences ? TravellingText.sequence(controls, sql) : null;
  }

  /**
   * Where the server prepares none, it parses a compound statement each time, and its values with
   * it, which takes half as long as the INSERT in it. What stands between Nestrel and the driver to
   * see all statements, for a log, has to see this one, too.
   */
  @Override
  public PreparedStatement prepare(
      Connection connection, Combined combined, int generatedKeys, boolean outdated)
      throws SQLException {
    return isMariaDb && (!preparesCompounds || outdated)
        ? connection.prepareStatement(TravellingText.asText(combined), generatedKeys)
        : prepareLong(connection, combined.text(), generatedKeys);
  }

  /** MariaDB parses an INSERT of many rows for a fifth of the time that it takes. */
  @Override
  public PreparedStatement prepareLong(Connection connection, String sql, int generatedKeys)
      throws SQLException {
    return isMariaDb && connection instanceof org.mariadb.jdbc.Connection driver
        ? driver.prepareInternal(
            sql, generatedKeys, ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY, true)
        : connection.prepareStatement(sql, generatedKeys);
  }

  @Override
  public boolean isOutdated(SQLException failure) {
    return preparesCompounds && TravellingText.mayBeOutdated(failure);
  }

  /**
   * A violated constraint is the statement's. Other errors, as that of a KILL QUERY, may have come
   * earlier: an older savepoint of the same name would then be taken for the new one.
   */
  @Override
  public Effect effect(SQLException failure, Connection connection) throws SQLException {
    if (MySqlErrors.isDrivers(failure)) {
      return Effect.NONE;
    } else if (isMariaDb && TravellingText.wasRefused(failure)) {
      // The prepared one has run up to the statement, and then refused that.
      boolean open = preparesCompounds && state(connection) == ServerState.OPEN;
      return open ? Effect.UNKNOWN : Effect.NONE;
    }
    return MySqlErrors.isViolation(failure) || state(connection) != ServerState.OPEN
        ? Effect.ALL
        : Effect.UNKNOWN;
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

  /** A session that the application has told so begins the next one at once. */
  @Override
  public void ended(Connection connection) throws SQLException {
    if (state(connection) != ServerState.IDLE) {
      throw new SQLException("the server has begun another transaction (completion_type)");
    }
  }

  @Override
  public boolean commitsImplicitly(String words) {
    return ImplicitCommits.by(words);
  }

  @Override
  public boolean mayBeginAnother(String words) {
    return ImplicitCommits.mayHide(words);
  }

  @Override
  public List<String> notRolledBack(
      Connection connection, Collection<String> undone, Collection<String> earlier)
      throws SQLException {
    return new TablesWithoutTransactions(connection, isMariaDb).notRolledBack(undone, earlier);
  }

  @Override
  public Damage damage(SQLException failure, Connection connection) throws SQLException {
    if (MySqlErrors.isViolation(failure)
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

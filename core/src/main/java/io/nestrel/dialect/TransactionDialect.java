// SPDX-License-Identifier: Apache-2.0
package io.nestrel.dialect;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The part of a dialect that the transaction manager works with: the texts of the control
 * statements, the server's own word on its transaction, and what a failure destroyed. The defaults
 * are ISO/IEC 9075-2, clause 17. Thread-safe.
 */
public interface TransactionDialect {

  /** What starts a transaction, in order; the last statement is the one that begins it. */
  List<String> begin(TransactionCharacteristics characteristics);

  /**
   * What gives the connection its defaults back after the transaction has ended; mostly nothing.
   */
  default List<String> reset(TransactionCharacteristics characteristics) {
    return List.of();
  }

  /**
   * Has the constraints that can be deferred checked at COMMIT, or at once, until the transaction
   * ends; only with {@link Feature#DEFERRABLE_CONSTRAINTS}.
   */
  default String checkConstraints(boolean atCommit) {
    return "SET CONSTRAINTS ALL " + (atCommit ? "DEFERRED" : "IMMEDIATE");
  }

  /** Whether {@link #combined} ever gives a text. */
  default boolean combines() {
    return false;
  }

  /**
   * One text for control statements and the statement that follows them, in one round trip. The
   * control statements must take effect, each by itself, even if the statement then fails.
   *
   * @param controls in order, at least one
   * @param sql one statement: a query, an INSERT, UPDATE or DELETE
   * @return null if they have to be sent one by one, as always where it never {@link #combines}
   */
  default @Nullable Combined combined(List<String> controls, String sql) {
    return null;
  }

  /** Prepares a long text that runs many times, in the way that costs least. */
  default PreparedStatement prepareLong(Connection connection, String sql, int generatedKeys)
      throws SQLException {
    return connection.prepareStatement(sql, generatedKeys);
  }

  /**
   * Prepares a combined text, in the way that costs least when it runs many times.
   *
   * @param generatedKeys as of {@link Connection#prepareStatement(String, int)}
   * @param outdated whether this text {@link #isOutdated} was before, so that it has to be sent as
   *     it is
   */
  default PreparedStatement prepare(
      Connection connection, Combined combined, int generatedKeys, boolean outdated)
      throws SQLException {
    return connection.prepareStatement(combined.text(), generatedKeys);
  }

  /**
   * Whether a combined text may have failed only because it was prepared before a table changed;
   * then its statement is to be sent by itself. It has left nothing behind.
   */
  default boolean isOutdated(SQLException failure) {
    return false;
  }

  /**
   * What became of the control statements of a combined text that failed; asked right after the
   * failure, and after {@link #damage}.
   *
   * @throws SQLException if it cannot be told: the connection is then not to be used again
   */
  default Effect effect(SQLException failure, Connection connection) throws SQLException {
    return Effect.ALL;
  }

  /**
   * Fails if a constraint is violated that was to be checked at COMMIT, and that {@link
   * #checkConstraints} would not find; to be called before constraints are checked at once again.
   */
  default void refuseViolations(Connection connection) throws SQLException {}

  /**
   * Stops the statement that is running on a connection; does nothing where there is none. Called
   * by another thread than the statement's.
   */
  void cancel(Connection connection) throws SQLException;

  /**
   * Keeps what runs on a connection from waiting for locks any longer than that, where {@link
   * #cancel} does not reach what waits. Must not send anything.
   *
   * @return what makes it wait again as long as it did before
   */
  default Undo waitAtMost(Connection connection, Duration time) throws SQLException {
    return () -> {};
  }

  /** Puts a setting of a connection back. */
  @FunctionalInterface
  interface Undo {
    void undo() throws SQLException;
  }

  /**
   * How many savepoints a transaction may take before they cost others; {@link Integer#MAX_VALUE}
   * where they never do.
   */
  default int cheapSavepoints() {
    return Integer.MAX_VALUE;
  }

  default String commit() {
    return "COMMIT";
  }

  default String rollback() {
    return "ROLLBACK";
  }

  /**
   * Takes a savepoint.
   *
   * @param name quoted
   */
  default String savepoint(String name) {
    return "SAVEPOINT " + name;
  }

  /**
   * Rolls back to a savepoint, which stays.
   *
   * @param name quoted
   */
  default String rollbackTo(String name) {
    return "ROLLBACK TO SAVEPOINT " + name;
  }

  /**
   * Removes a savepoint.
   *
   * @param name quoted
   */
  default String release(String name) {
    return "RELEASE SAVEPOINT " + name;
  }

  /**
   * The state of the connection's transaction, as the server sees it.
   *
   * @throws SQLException if it cannot be told: the connection is then not to be used again
   */
  ServerState state(Connection connection) throws SQLException;

  /** Whether {@link #state} asks nobody: a COMMIT is then sent only where there is one to send. */
  default boolean knowsState() {
    return false;
  }

  /**
   * Whether a statement would make the server commit before it or after it.
   *
   * @param words its first words, upper case, separated by one space, as in {@link
   *     io.nestrel.sql.SqlText#statements}
   */
  default boolean commitsImplicitly(String words) {
    return false;
  }

  /**
   * Whether a statement may end the transaction and begin another one, as a procedure can, so that
   * {@link #state} would not tell. A savepoint is then taken before it, which has to be there
   * afterwards; only with {@link Feature#SAVEPOINTS}.
   *
   * @param words its first words, as in {@link #commitsImplicitly}
   */
  default boolean mayBeginAnother(String words) {
    return false;
  }

  /**
   * The tables in which the rollback that was just sent left something behind; mostly none. Asked
   * only of databases with {@link Feature#TABLES_WITHOUT_TRANSACTIONS}.
   *
   * @param undone the different texts that were sent since the point of the rollback, as far as
   *     known
   * @param earlier those that were sent before, in the same transaction
   */
  default List<String> notRolledBack(
      Connection connection, Collection<String> undone, Collection<String> earlier)
      throws SQLException {
    return List.of();
  }

  /** Called when a transaction has begun; some drivers have to be told. Must not send anything. */
  default void began(Connection connection) throws SQLException {}

  /** Called when the server's transaction is over. Must not send anything. */
  default void ended(Connection connection) throws SQLException {}

  /**
   * What a failure inside a transaction destroyed; to be asked right after it.
   *
   * @throws SQLException if it cannot be told: the connection is then not to be used again
   */
  Damage damage(SQLException failure, Connection connection) throws SQLException;
}

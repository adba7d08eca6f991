// SPDX-License-Identifier: Apache-2.0
package io.nestrel.dialect;

import io.nestrel.error.DatabaseException;
import io.nestrel.sql.SqlSyntax;
import io.nestrel.sql.SqlTree;
import io.nestrel.type.TypeAdapters;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one database, in the version that was reached, does differently from others. Immutable and
 * thread-safe. Extend {@link AnsiDialect}.
 */
public interface Dialect {

  /** The product's name, for messages. */
  String name();

  /** The server's (or library's) real version, as it gives it. */
  String version();

  /** Everything it can do. */
  Set<Feature> features();

  default boolean supports(Feature feature) {
    return features().contains(feature);
  }

  /** An identifier as it stands in SQL text, quoted. */
  String quote(String identifier);

  /** What its lexical syntax has beyond the standard. */
  default Set<SqlSyntax> syntax() {
    return Set.of();
  }

  /** The text of a statement. */
  String render(SqlTree tree);

  /** How Java values are stored. */
  TypeAdapters types();

  /** How transactions are controlled. */
  TransactionDialect transactions();

  /**
   * The exception for a failed statement, by vendor code and SQLSTATE.
   *
   * @param sql the statement's text, null when it is not known
   */
  DatabaseException translate(SQLException failure, @Nullable String sql);

  /** Whether a table has refused ON CONFLICT DO NOTHING, which others of the database allow. */
  default boolean isLeavingOutRefused(DatabaseException failure) {
    return false;
  }

  /** Whether a table has refused {@link Feature#UNNEST} though it might take the same by VALUES. */
  default boolean isUnnestRefused(DatabaseException failure) {
    return false;
  }

  /**
   * A query for whether a table, by its quoted name as a parameter, is an ordinary one without
   * triggers; no row if there is none. Null where tables never count as that.
   */
  default @Nullable String plainTable() {
    return null;
  }

  /**
   * A query for the number, from 1, of the row at which an INSERT of several rows has failed; right
   * after it, in the same transaction. Null where the database does not tell.
   */
  default @Nullable String failedRow() {
    return null;
  }

  /**
   * The type of the driver's own connections. Pools and logs put others around them, of which some
   * unwrap to themselves: what must end is ended by closing the driver's.
   */
  default Class<? extends Connection> connectionType() {
    return Connection.class;
  }

  /** How long a writer waits for its turn where writers queue. */
  Duration lockTimeout();

  /**
   * Tells who uses a connection from now on: Nestrel, which prepared it, or the application. Called
   * often. Must not send anything.
   */
  default void usedBy(ConnectionUser user, Connection connection) throws SQLException {}

  /** Prepares a connection that has just been opened: settings, functions. Called once for each. */
  default void prepare(Connection connection) throws SQLException {}
}

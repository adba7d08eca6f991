// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend;

import io.nestrel.error.DatabaseException;
import io.nestrel.mapping.Mapping;
import io.nestrel.mapping.RowCodec;
import io.nestrel.sql.SqlTree;
import io.nestrel.sql.TableName;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The backend as Nestrel's own layers use it: text that they rendered, parameters bound by
 * position. Applications use {@link Backend}. Thread-safe.
 */
public interface Statements {

  /** A mapping bound to this database's types. Keep it. */
  <T> RowCodec<T> codec(Mapping<T> mapping);

  /** What a layer above keeps for a mapping on this backend; made at the first call. */
  <T, V> V attachment(Mapping<T> mapping, Function<Mapping<T>, V> make);

  /** The text of a statement in this database's dialect. */
  String render(SqlTree tree);

  /**
   * The same for text that holds an application's conditions.
   *
   * @param parameters the values for its placeholders, of which there must be as many
   */
  String render(SqlTree tree, List<@Nullable Object> parameters);

  /** Binds the values of such text, from the first placeholder on. */
  Binder binder(List<@Nullable Object> parameters);

  /** Whether the calling thread's transaction may only read. */
  boolean isReadOnly();

  /**
   * Has an object told, once, what becomes of what the thread's innermost scope does with it; does
   * nothing outside of transactions.
   */
  void tellOutcome(Object of, Runnable committed, Runnable rolledBack);

  /**
   * Runs work in a scope of its own, so that a failure in it leaves nothing behind. On a database
   * without savepoints, inside a transaction, a failure makes that roll back at its end.
   */
  <R> R inScope(Supplier<R> work);

  /**
   * Runs a statement without a result.
   *
   * @return the number of rows changed
   */
  int update(String sql, Binder binder);

  /** Runs a query and reads its result. */
  <R extends @Nullable Object> R query(String sql, Binder binder, ResultReader<R> reader);

  /**
   * Runs an INSERT that was rendered with a column to return, and reads the one row that it gives.
   */
  <R extends @Nullable Object> R insert(String sql, Binder binder, ResultReader<R> reader);

  /** How the keys become known that an INSERT of several rows has made. */
  KeySource keySource();

  /** Whether an INSERT can leave the rows out that a key forbids, and give the others back. */
  boolean leavesOut();

  /** Whether an INSERT has failed only because its table does not allow rows to be left out. */
  boolean isLeavingOutRefused(DatabaseException failure);

  /**
   * Whether a table is known to be an ordinary one without triggers, so that a row that an INSERT
   * leaves out leaves nothing else behind either.
   */
  boolean isPlain(TableName table);

  /**
   * At which row, from 0, an INSERT of several rows has failed that was the last statement; -1 if
   * the database does not tell. Where a trigger has failed, it may be a row of the trigger's.
   */
  int failedRow();

  /** Whether {@link #insertBatch} can be used. */
  boolean givesBatchedKeys();

  /**
   * Runs an INSERT for several rows as one batch of the driver's.
   *
   * @param binders one for each row
   * @param reader reads the generated keys, in the order of the rows
   */
  <R extends @Nullable Object> R insertBatch(
      String sql, List<Binder> binders, ResultReader<R> reader);

  /** Runs a query and gives its rows one by one. */
  <R extends @Nullable Object> Stream<R> stream(String sql, Binder binder, RowMapper<R> mapper);

  /** Binds the parameters of a statement. */
  @FunctionalInterface
  interface Binder {
    Binder NONE = statement -> {};

    void bind(PreparedStatement statement) throws SQLException;
  }

  /** Reads a result, from before its first row. */
  @FunctionalInterface
  interface ResultReader<R extends @Nullable Object> {
    R read(ResultSet result) throws SQLException;
  }
}

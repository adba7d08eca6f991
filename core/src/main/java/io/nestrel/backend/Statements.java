// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend;

import io.nestrel.mapping.Mapping;
import io.nestrel.mapping.RowCodec;
import io.nestrel.sql.SqlTree;
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
   * Whether rows have to be locked so that nobody else changes them until the transaction ends;
   * where writers queue, the transaction has the whole database.
   *
   * @throws io.nestrel.error.TransactionException without a transaction that may write
   * @throws io.nestrel.error.UnsupportedFeatureException if they cannot be
   */
  boolean mustLockRows();

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

  /** How several rows are inserted at once. Keep it. */
  ManyRows manyRows();

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

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend;

import io.nestrel.dialect.Dialect;
import io.nestrel.error.ConfigurationException;
import io.nestrel.error.DatabaseException;
import io.nestrel.error.ForEachStoppedException;
import io.nestrel.error.TransactionException;
import io.nestrel.error.UnsupportedFeatureException;
import io.nestrel.error.ValidationException;
import io.nestrel.transaction.Transaction;
import io.nestrel.transaction.TransactionCallable;
import io.nestrel.transaction.TransactionManager;
import io.nestrel.transaction.TransactionOptions;
import io.nestrel.transaction.TransactionRunnable;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A database: its connections, its dialect and its transactions. Thread-safe; open one for each
 * database and keep it as long as the application runs.
 *
 * <p>Statements run in the calling thread's transaction on this backend; without one, each is
 * committed by itself. SQL text has {@code ?} placeholders, whose values may be null and of any
 * type that a model's field can have.
 */
public interface Backend extends AutoCloseable {

  /**
   * Opens a pooled backend; the module for the database is found by the URL.
   *
   * @param jdbcUrl such as {@code jdbc:sqlite:shop.db}
   * @throws ConfigurationException if no module for the URL is on the class or module path
   * @throws DatabaseException if the database cannot be reached
   */
  static Backend open(String jdbcUrl) {
    return open(jdbcUrl, BackendOptions.defaults());
  }

  /** As {@link #open(String)}, with a user's name and password. */
  static Backend open(String jdbcUrl, String user, String password) {
    return open(jdbcUrl, BackendOptions.defaults().user(user).password(password));
  }

  /** As {@link #open(String)}, with options. */
  static Backend open(String jdbcUrl, BackendOptions options) {
    return JdbcBackend.open(jdbcUrl, options);
  }

  /**
   * A backend on the application's own connections. Closing it does not close the data source.
   *
   * @throws ConfigurationException if no module for its database is on the class or module path
   */
  static Backend of(DataSource dataSource) {
    return of(dataSource, BackendOptions.defaults());
  }

  /** As {@link #of(DataSource)}, with options; those about opening and pooling have no effect. */
  static Backend of(DataSource dataSource, BackendOptions options) {
    return JdbcBackend.of(dataSource, options);
  }

  /** Makes a backend the one for all models that are not bound to another. */
  static void setDefault(Backend backend) {
    DefaultBackend.set(
        Objects.requireNonNull(
            backend, "setDefault(null): clearDefault() leaves models without a default backend"));
  }

  /** Leaves models without a default backend; closing the default one does the same. */
  static void clearDefault() {
    DefaultBackend.set(null);
  }

  /** The default backend; null if there is none. */
  static @Nullable Backend getDefault() {
    return DefaultBackend.get();
  }

  /** One, shareable; each call acts on the calling thread's transaction. */
  TransactionManager transactionManager();

  /** Begins a scope: a transaction, or inside one a nested scope. */
  default Transaction beginTransaction() {
    return transactionManager().begin();
  }

  /** As {@link #beginTransaction()}, with options. */
  default Transaction beginTransaction(TransactionOptions options) {
    return transactionManager().begin(options);
  }

  /** Commits the innermost scope. */
  default void commitTransaction() {
    transactionManager().commit();
  }

  /** Rolls the innermost scope back. */
  default void rollbackTransaction() {
    transactionManager().rollback();
  }

  /** Whether the calling thread has a transaction open on this backend. */
  default boolean inTransaction() {
    return transactionManager().isActive();
  }

  /**
   * Runs work in a scope of its own: committed when it returns, rolled back when it throws.
   *
   * @return what the work returned
   * @throws X what the work threw; if the rollback fails too, that is added as suppressed
   * @throws TransactionException if the commit failed: all of the scope is then rolled back
   */
  default <R extends @Nullable Object, X extends Exception> R transaction(
      TransactionCallable<R, X> work) throws X {
    return transaction(TransactionOptions.defaults(), work);
  }

  /** As {@link #transaction(TransactionCallable)}, for work without a result. */
  default <X extends Exception> void transaction(TransactionRunnable<X> work) throws X {
    transaction(TransactionOptions.defaults(), work);
  }

  /** As {@link #transaction(TransactionCallable)}, with options. */
  <R extends @Nullable Object, X extends Exception> R transaction(
      TransactionOptions options, TransactionCallable<R, X> work) throws X;

  /**
   * As {@link #transaction(TransactionOptions, TransactionCallable)}, for work without a result.
   */
  <X extends Exception> void transaction(TransactionOptions options, TransactionRunnable<X> work)
      throws X;

  /**
   * Goes through items, each in its own nested scope: one whose work throws is rolled back alone,
   * with its objects, and reported. All items are one transaction, or a part of the one that is
   * open.
   *
   * @throws ForEachStoppedException if it cannot go on: the transaction is lost, a commit fails,
   *     the thread is interrupted (its flag is set again), or the iteration throws; nothing of the
   *     items that are not confirmed stays
   * @throws UnsupportedFeatureException on a database without savepoints
   */
  default <E extends @Nullable Object> ForEachResult<E> forEach(
      Iterable<? extends E> items, ForEachWork<? super E> work) {
    return forEach(items, ForEachOptions.defaults(), work);
  }

  /**
   * As {@link #forEach(Iterable, ForEachWork)}, with options.
   *
   * @throws TransactionException if it should commit every few items inside a transaction
   */
  default <E extends @Nullable Object> ForEachResult<E> forEach(
      Iterable<? extends E> items, ForEachOptions options, ForEachWork<? super E> work) {
    return forEach(items, options, work, failure -> {});
  }

  /**
   * As {@link #forEach(Iterable, ForEachOptions, ForEachWork)}, and tells of each failed item right
   * after it was rolled back, still in the transaction: what {@code onFailure} writes is committed
   * with the other items. If it throws, the run stops.
   */
  default <E extends @Nullable Object> ForEachResult<E> forEach(
      Iterable<? extends E> items,
      ForEachOptions options,
      ForEachWork<? super E> work,
      Consumer<? super ForEachFailure<E>> onFailure) {
    return new ForEach<E>(this, items, options, ForEachTogether.alone(work), onFailure).run();
  }

  /**
   * Runs a statement that changes something.
   *
   * @return the number of rows changed; for a statement that returns rows, their number
   * @throws TransactionException if the text controls transactions (BEGIN, COMMIT, SAVEPOINT …)
   * @throws DatabaseException if the database refuses it
   */
  int execute(String sql, @Nullable Object... parameters);

  /**
   * All rows of a query, or of a statement with RETURNING, each made into an object by the mapper.
   *
   * @throws ValidationException if the text begins like a statement that gives no rows
   * @throws DatabaseException if the database refuses it
   */
  <R extends @Nullable Object> List<R> query(
      String sql, RowMapper<R> mapper, @Nullable Object... parameters);

  /**
   * All rows of a query as Java records, whose components are filled from the columns of the same
   * name (as it is, or in snake_case), or as simple values of its only column.
   */
  <R> List<R> query(String sql, Class<R> type, @Nullable Object... parameters);

  /**
   * The rows of a query one by one, without holding them all. Close the stream; in a transaction it
   * closes at the latest when its scope ends.
   */
  <R extends @Nullable Object> Stream<R> stream(
      String sql, RowMapper<R> mapper, @Nullable Object... parameters);

  /** As {@link #stream(String, RowMapper, Object...)}, as records or simple values. */
  <R> Stream<R> stream(String sql, Class<R> type, @Nullable Object... parameters);

  /**
   * Lends the driver's connection, in the calling thread's transaction. The connection refuses
   * commit, rollback and the like, ignores close, and closes what was left open on it when the work
   * returns.
   *
   * @throws DatabaseException what the work threw as {@code SQLException}, translated
   */
  <R extends @Nullable Object> R withConnection(ConnectionCallable<R> work);

  /** As {@link #withConnection}, for work without a result. */
  default void useConnection(ConnectionRunnable work) {
    withConnection(
        connection -> {
          work.run(connection);
          return true;
        });
  }

  /** What this database does differently from others, in the version that was reached. */
  Dialect dialect();

  /** What this backend was opened with. */
  BackendOptions options();

  /** The door for Nestrel's own layers: prepared text, positional values. */
  Statements statements();

  /** Closes the pool, if it was opened here. A transaction that is open then is lost. */
  @Override
  void close();
}

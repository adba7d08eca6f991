// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import io.nestrel.dialect.Dialect;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The transactions of a backend, one for each thread, on connections from one source. Runs the
 * statements of the layer above inside the calling thread's transaction or, where there is none,
 * each by itself. Thread-safe.
 *
 * @param <C> what statements run on
 */
public final class ThreadTransactions<C extends ControlConnection> {
  private final AutocommitStatements<C> autocommit;
  private final OpenTransactions open;
  private final ThreadTransactionManager<C> manager;
  private final CurrentTransaction<C> current;

  public ThreadTransactions(
      Dialect dialect, ConnectionSource<C> source, TransactionSettings settings) {
    this.open = new OpenTransactions(settings.openWarning());
    this.autocommit = new AutocommitStatements<>(dialect, source, open);
    this.manager = new ThreadTransactionManager<>(dialect, source, settings, open, autocommit);
    this.current = manager.current();
  }

  /** The calls for applications. */
  public TransactionManager manager() {
    return manager;
  }

  /**
   * Runs work in a scope of its own: committed when it returns, rolled back when it throws; and
   * again, if that was lost to others and the options ask for it.
   */
  public <R extends @Nullable Object, X extends Exception> R transaction(
      TransactionOptions options, TransactionCallable<R, X> work) throws X {
    return new ManagedWork<>(current, options, work).run();
  }

  /**
   * Has an object told, once, what becomes of what the innermost scope does with it; without a
   * transaction nothing is left to be told.
   */
  public void tellOutcome(Object of, Runnable committed, Runnable rolledBack) {
    ActiveTransaction<C> active = current.get();
    if (active != null) {
      active.scopes().tellOutcome(of, committed, rolledBack);
    }
  }

  /** Whether this thread's transaction was begun as read-only. */
  public boolean isReadOnly() {
    ActiveTransaction<C> active = current.get();
    return active != null && active.isReadOnly();
  }

  /**
   * Runs one statement.
   *
   * @param sql its text, for messages
   * @param kind decides, outside a transaction, which connection it gets
   */
  public <R extends @Nullable Object> R run(
      @Nullable String sql, StatementKind kind, StatementWork<C, R> work) {
    return FlightRecording.isOn()
        ? recorded(sql, () -> runHere(sql, kind, work))
        : runHere(sql, kind, work);
  }

  private <R extends @Nullable Object> R runHere(
      @Nullable String sql, StatementKind kind, StatementWork<C, R> work) {
    ActiveTransaction<C> active = current.get();
    return active == null
        ? autocommit.run(sql, kind, work)
        : active.statements().run(sql, kind, work);
  }

  /** Runs one statement that may write and with which nothing else can travel, such as a batch. */
  public <R extends @Nullable Object> R runAlone(String sql, StatementWork<C, R> work) {
    return recorded(
        sql,
        () -> {
          ActiveTransaction<C> active = current.get();
          return active == null
              ? autocommit.run(sql, StatementKind.CHANGE, work)
              : active.statements().runAlone(sql, work);
        });
  }

  /**
   * Gives the driver's connection to the application, with everything sent that was pending.
   * Failures count, even those that the work caught itself.
   */
  public <R extends @Nullable Object> R runRaw(RawWork<C, R> work) {
    return recorded(
        null,
        () -> {
          ActiveTransaction<C> active = current.get();
          return active == null ? autocommit.runRaw(work) : active.statements().runRaw(work);
        });
  }

  /**
   * Opens the result of a query that is read bit by bit.
   *
   * @param open gets the connection for it
   */
  public <R> R stream(String sql, StatementKind kind, Function<Lease<C>, R> open) {
    return recorded(
        sql,
        () -> {
          ActiveTransaction<C> active = current.get();
          return open.apply(
              active == null
                  ? autocommit.leaseForStream(kind)
                  : new TransactionLease<>(active.statements(), sql));
        });
  }

  /** Shows a statement in a flight recording, if there is one. */
  private <R extends @Nullable Object> R recorded(@Nullable String sql, Supplier<R> statement) {
    StatementEvent event = FlightRecording.statement();
    if (event == null) {
      return statement.get();
    }
    try {
      return statement.get();
    } finally {
      event.ended(sql, manager.level());
    }
  }

  /** The backend is closed, maybe under a transaction of the calling thread. */
  public void close() {
    ActiveTransaction<C> active = current.get();
    if (active != null) {
      active.backendClosed();
    }
    open.close();
  }
}

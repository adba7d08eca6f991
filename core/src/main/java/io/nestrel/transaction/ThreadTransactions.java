// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import io.nestrel.dialect.Dialect;
import io.nestrel.dialect.Feature;
import io.nestrel.error.TransactionException;
import io.nestrel.error.UnsupportedFeatureException;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The transaction manager: one transaction for each thread, on connections from one source. Besides
 * the calls for applications it runs the statements of the layer above, inside the calling thread's
 * transaction or, where there is none, each by itself. Thread-safe.
 *
 * @param <C> what statements run on
 */
public final class ThreadTransactions<C extends ControlConnection> implements TransactionManager {
  private final Dialect dialect;
  private final LoneStatements<C> lone;
  private final CurrentTransaction<C> current;
  private final OpenTransactions open;

  public ThreadTransactions(
      Dialect dialect, ConnectionSource<C> source, TransactionSettings settings) {
    this.dialect = dialect;
    this.open = new OpenTransactions(settings.openWarning());
    this.lone = new LoneStatements<>(dialect, source, open);
    this.current =
        new CurrentTransaction<>(
            new TransactionContext<>(this, dialect, source, settings, open), lone);
  }

  @Override
  public Transaction begin(TransactionOptions options) {
    if (options.retry() != null) {
      throw new TransactionException(
          "A scope that is ended by hand cannot be retried: use transaction(options, work)");
    }
    return current.begin(options, false);
  }

  /**
   * Runs work in a scope of its own: committed when it returns, rolled back when it throws; and
   * again, if that was lost to others and the options ask for it.
   */
  public <R extends @Nullable Object, X extends Exception> R transaction(
      TransactionOptions options, TransactionCallable<R, X> work) throws X {
    return new ManagedWork<>(current, options, work).run();
  }

  @Override
  public void commit() {
    ActiveTransaction<C> active = current.require("commit()");
    active.ends().commit(active.scopes().innermostScope());
  }

  @Override
  public void rollback() {
    ActiveTransaction<C> active = current.require("rollback()");
    active.ends().rollback(active.scopes().innermostScope());
  }

  @Override
  public Savepoint savepoint() {
    return takeSavepoint(null);
  }

  @Override
  public Savepoint savepoint(String name) {
    return takeSavepoint(name);
  }

  private Savepoint takeSavepoint(@Nullable String name) {
    ActiveTransaction<C> active = current.require("savepoint()");
    current.requireSavepoints("A savepoint");
    return active.savepoints().take(name);
  }

  @Override
  public void rollbackTo(Savepoint savepoint) {
    ActiveTransaction<C> active = current.require("rollbackTo(…)");
    active.savepoints().rollbackTo(active.savepoints().own(savepoint));
  }

  @Override
  public void rollbackTo(String name) {
    ActiveTransaction<C> active = current.require("rollbackTo(…)");
    active.savepoints().rollbackTo(active.savepoints().named(name));
  }

  @Override
  public void release(Savepoint savepoint) {
    ActiveTransaction<C> active = current.require("release(…)");
    active.savepoints().release(active.savepoints().own(savepoint));
  }

  @Override
  public void release(String name) {
    ActiveTransaction<C> active = current.require("release(…)");
    active.savepoints().release(active.savepoints().named(name));
  }

  @Override
  public List<Savepoint> activeSavepoints() {
    ActiveTransaction<C> active = current.get();
    return active == null ? List.of() : active.activeSavepoints();
  }

  @Override
  public boolean supportsSavepoints() {
    return dialect.supports(Feature.SAVEPOINTS);
  }

  @Override
  public boolean isActive() {
    return current.get() != null;
  }

  @Override
  public int level() {
    ActiveTransaction<C> active = current.get();
    return active == null ? 0 : active.scopes().level();
  }

  @Override
  public TransactionStatus status() {
    ActiveTransaction<C> active = current.get();
    return active == null ? TransactionStatus.NONE : active.scopes().status();
  }

  @Override
  public IsolationLevel isolationLevel() {
    ActiveTransaction<C> active = current.get();
    return active == null
        ? current.defaultIsolation()
        : active.isolationLevel(current::defaultIsolation);
  }

  @Override
  public void setRollbackOnly() {
    current.require("setRollbackOnly()").setRollbackOnly();
  }

  @Override
  public void deferConstraints() {
    checkConstraints("deferConstraints()", true);
  }

  @Override
  public void constraintsImmediate() {
    checkConstraints("constraintsImmediate()", false);
  }

  private void checkConstraints(String call, boolean atCommit) {
    ActiveTransaction<C> active = current.require(call);
    if (!dialect.supports(Feature.DEFERRABLE_CONSTRAINTS)) {
      throw new UnsupportedFeatureException(
          "%s needs constraints that can be deferred, which %s %s does not have"
              .formatted(call, dialect.name(), dialect.version()));
    }
    String sql = dialect.transactions().checkConstraints(atCommit);
    active
        .statements()
        .run(
            sql,
            connection -> {
              if (!atCommit) {
                dialect.transactions().refuseViolations(connection.jdbc());
              }
              connection.control(sql);
              return true;
            });
  }

  @Override
  public void beforeCommit(Runnable hook) {
    hook("beforeCommit(…)", Hooks.Kind.BEFORE_COMMIT, hook);
  }

  @Override
  public void afterCommit(Runnable hook) {
    hook("afterCommit(…)", Hooks.Kind.AFTER_COMMIT, hook);
  }

  @Override
  public void afterRollback(Runnable hook) {
    hook("afterRollback(…)", Hooks.Kind.AFTER_ROLLBACK, hook);
  }

  private void hook(String call, Hooks.Kind kind, Runnable hook) {
    current.require(call).hook(kind, Objects.requireNonNull(hook));
  }

  /**
   * Has an object told, once, what becomes of what the innermost scope does with it; without a
   * transaction nothing is left to be told.
   */
  public void tellOutcome(Object of, Runnable committed, Runnable rolledBack) {
    ActiveTransaction<C> active = current.get();
    if (active != null) {
      active.tellOutcome(of, committed, rolledBack);
    }
  }

  @Override
  public String describe() {
    ActiveTransaction<C> active = current.get();
    return active == null ? "no transaction on this thread" : active.describe();
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
   * @param mayWrite whether it might write; decides, outside a transaction, which connection it
   *     gets
   */
  public <R extends @Nullable Object> R run(
      @Nullable String sql, boolean mayWrite, StatementWork<C, R> work) {
    return recorded(
        sql,
        () -> {
          ActiveTransaction<C> active = current.get();
          return active == null
              ? lone.run(sql, mayWrite, work)
              : active.statements().run(sql, work);
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
          return active == null ? lone.runRaw(work) : active.statements().runRaw(work);
        });
  }

  /**
   * Opens the result of a query that is read bit by bit.
   *
   * @param open gets the connection for it
   */
  public <R> R stream(String sql, boolean mayWrite, Function<Lease<C>, R> open) {
    return recorded(
        sql,
        () -> {
          ActiveTransaction<C> active = current.get();
          return open.apply(
              active == null
                  ? lone.leaseForStream(mayWrite)
                  : new TransactionLease<>(active.statements(), sql));
        });
  }

  /** Shows a statement in a flight recording, if there is one. */
  private <R extends @Nullable Object> R recorded(@Nullable String sql, Supplier<R> statement) {
    StatementEvent event = StatementEvent.begun();
    if (event == null) {
      return statement.get();
    }
    try {
      return statement.get();
    } finally {
      event.ended(sql, level());
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

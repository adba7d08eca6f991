// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import io.nestrel.dialect.Dialect;
import io.nestrel.dialect.Feature;
import io.nestrel.error.NoActiveTransactionException;
import io.nestrel.error.UnsupportedFeatureException;
import java.sql.SQLException;
import java.util.List;
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
  private final ConnectionSource<C> source;

  @SuppressWarnings(
      "ThreadLocalUsage") // one for each backend, which lives long; removed at the end
  private final ThreadLocal<@Nullable ActiveTransaction<C>> current = new ThreadLocal<>();

  private final LoneStatements<C> lone;

  public ThreadTransactions(Dialect dialect, ConnectionSource<C> source) {
    this.dialect = dialect;
    this.source = source;
    this.lone = new LoneStatements<>(dialect, source);
  }

  @Override
  public Transaction begin(TransactionOptions options) {
    return begin(options, false);
  }

  private Frame begin(TransactionOptions options, boolean managed) {
    ActiveTransaction<C> active = current.get();
    if (active != null) {
      requireSavepoints("A nested scope");
      return active.beginNested(options, managed);
    }
    ActiveTransaction<C> started =
        new ActiveTransaction<>(this, dialect, source, options, managed, current::remove);
    current.set(started);
    return started.scopes().innermost();
  }

  /** Runs work in a scope of its own: committed when it returns, rolled back when it throws. */
  public <R extends @Nullable Object, X extends Exception> R transaction(
      TransactionOptions options, TransactionCallable<R, X> work) throws X {
    Frame frame = begin(options, true);
    ActiveTransaction<C> active = active("transaction(work)");
    try {
      R result = work.call();
      active.commitManaged(frame);
      return result;
    } catch (Throwable e) {
      try {
        active.rollbackWithInner(frame);
      } catch (RuntimeException second) {
        e.addSuppressed(second);
      }
      throw e;
    }
  }

  @Override
  public void commit() {
    ActiveTransaction<C> active = active("commit()");
    active.commit(active.scopes().innermost());
  }

  @Override
  public void rollback() {
    ActiveTransaction<C> active = active("rollback()");
    active.rollback(active.scopes().innermost());
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
    ActiveTransaction<C> active = active("savepoint()");
    requireSavepoints("A savepoint");
    return active.savepoints().take(name);
  }

  @Override
  public void rollbackTo(Savepoint savepoint) {
    ActiveTransaction<C> active = active("rollbackTo(…)");
    active.savepoints().rollbackTo(active.savepoints().own(savepoint));
  }

  @Override
  public void rollbackTo(String name) {
    ActiveTransaction<C> active = active("rollbackTo(…)");
    active.savepoints().rollbackTo(active.savepoints().named(name));
  }

  @Override
  public void release(Savepoint savepoint) {
    ActiveTransaction<C> active = active("release(…)");
    active.savepoints().release(active.savepoints().own(savepoint));
  }

  @Override
  public void release(String name) {
    ActiveTransaction<C> active = active("release(…)");
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
    ActiveTransaction<C> active = current.get();
    if (active == null) {
      return lone.run(sql, mayWrite, work);
    }
    C connection = active.statements().ready(sql);
    R result;
    try {
      result = work.run(connection);
    } catch (SQLException e) {
      throw active.statements().failed(e, sql);
    }
    active.statements().succeeded(sql);
    return result;
  }

  /**
   * Gives the driver's connection to the application, with everything sent that was pending.
   * Failures count, even those that the work caught itself.
   */
  public <R extends @Nullable Object> R runRaw(RawWork<C, R> work) {
    ActiveTransaction<C> active = current.get();
    if (active == null) {
      return lone.runRaw(work);
    }
    C connection = active.statements().ready(null);
    LentConnection access = new LentConnection(active.statements());
    try {
      return work.run(connection, access);
    } catch (SQLException e) {
      access.failed(e);
      throw dialect.translate(e, null);
    } finally {
      active.statements().afterRawAccess();
    }
  }

  /** A connection for the result of a query that is read bit by bit. */
  public Lease<C> leaseForStream(String sql, boolean mayWrite) {
    ActiveTransaction<C> active = current.get();
    return active == null
        ? lone.leaseForStream(mayWrite)
        : new TransactionLease<>(active.statements(), sql);
  }

  /** The backend is closed, maybe under a transaction of the calling thread. */
  public void close() {
    ActiveTransaction<C> active = current.get();
    if (active != null) {
      active.backendClosed();
    }
  }

  private ActiveTransaction<C> active(String call) {
    ActiveTransaction<C> active = current.get();
    if (active == null) {
      throw new NoActiveTransactionException(
          "%s needs a transaction, and this thread has none on this backend: begin one with transaction(…) or begin()"
              .formatted(call));
    }
    return active;
  }

  private void requireSavepoints(String what) {
    if (!supportsSavepoints()) {
      throw new UnsupportedFeatureException(
          "%s needs savepoints, which %s %s does not have: work in one transaction"
              .formatted(what, dialect.name(), dialect.version()));
    }
  }
}

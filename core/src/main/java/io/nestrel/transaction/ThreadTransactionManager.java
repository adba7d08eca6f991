// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import io.nestrel.dialect.Dialect;
import io.nestrel.dialect.Feature;
import io.nestrel.error.TransactionException;
import io.nestrel.error.UnsupportedFeatureException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The calls for applications, each on the calling thread's transaction. */
final class ThreadTransactionManager<C extends ControlConnection> implements TransactionManager {
  private final Dialect dialect;
  private final CurrentTransaction<C> current;

  ThreadTransactionManager(
      Dialect dialect,
      ConnectionSource<C> source,
      TransactionSettings settings,
      OpenTransactions open,
      AutocommitStatements<C> autocommit) {
    this.dialect = dialect;
    this.current =
        new CurrentTransaction<>(
            new TransactionContext<>(
                this, dialect, source, settings, open, new SavepointTexts(dialect)),
            autocommit);
  }

  /** Its transactions. */
  CurrentTransaction<C> current() {
    return current;
  }

  @Override
  public Transaction begin(TransactionOptions options) {
    if (options.retry() != null) {
      throw new TransactionException(
          "A scope that is ended by hand cannot be retried: use transaction(options, work)");
    }
    return current.begin(options, false);
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
    current.require("setRollbackOnly()").scopes().setRollbackOnly();
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
            StatementKind.QUERY,
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
    current.require(call).scopes().hook(kind, Objects.requireNonNull(hook));
  }

  @Override
  public String describe() {
    ActiveTransaction<C> active = current.get();
    return active == null ? "no transaction on this thread" : active.describe();
  }
}

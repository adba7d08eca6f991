// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import io.nestrel.dialect.Dialect;
import io.nestrel.dialect.Feature;
import io.nestrel.error.DatabaseException;
import io.nestrel.error.LockTimeoutException;
import io.nestrel.error.NoActiveTransactionException;
import io.nestrel.error.TransactionException;
import io.nestrel.error.UnsupportedFeatureException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which transaction a thread has, and what beginning a scope makes of it. Thread-safe. */
final class CurrentTransaction<C extends ControlConnection> {
  private static final Logger log = LoggerFactory.getLogger(TransactionManager.class);

  private final TransactionContext<C> context;
  private final Dialect dialect;
  private final AutocommitStatements<C> autocommit;

  /** An empty entry that stays holds nothing, and the next transaction need not make one. */
  @SuppressWarnings("ThreadLocalUsage") // one for each backend, which lives long
  private final ThreadLocal<@Nullable ActiveTransaction<C>> current = new ThreadLocal<>();

  CurrentTransaction(TransactionContext<C> context, AutocommitStatements<C> autocommit) {
    this.context = context;
    this.dialect = context.dialect();
    this.autocommit = autocommit;
  }

  /** The calling thread's; null if it has none. */
  @Nullable ActiveTransaction<C> get() {
    return current.get();
  }

  /**
   * The calling thread's.
   *
   * @param call what needs it, for the message
   */
  ActiveTransaction<C> require(String call) {
    ActiveTransaction<C> active = current.get();
    if (active == null) {
      throw new NoActiveTransactionException(
          "%s needs a transaction, and this thread has none on this backend: begin one with transaction(…) or begin()"
              .formatted(call));
    }
    return active;
  }

  void requireSavepoints(String what) {
    if (!dialect.supports(Feature.SAVEPOINTS)) {
      throw new UnsupportedFeatureException(
          "%s needs savepoints, which %s %s does not have: work in one transaction"
              .formatted(what, dialect.name(), dialect.version()));
    }
  }

  /** Whether a scope with these options would begin a transaction of its own. */
  boolean wouldStart(TransactionOptions options) {
    return switch (options.propagation()) {
      case NESTED, REQUIRED -> current.get() == null;
      case REQUIRES_NEW -> true;
      case MANDATORY, NEVER -> false;
    };
  }

  Scope begin(TransactionOptions options, boolean managed) {
    ActiveTransaction<C> active = current.get();
    return switch (options.propagation()) {
      case NESTED ->
          active == null ? start(options, managed, null) : nest(active, options, managed);
      case REQUIRED ->
          active == null ? start(options, managed, null) : join(active, options, managed);
      case REQUIRES_NEW -> start(options, managed, active);
      case MANDATORY -> join(require("A scope with MANDATORY"), options, managed);
      case NEVER -> {
        if (active != null) {
          throw new TransactionException(
              "A scope with NEVER cannot begin inside a transaction: end the %s first"
                  .formatted(active.scopes().innermost()));
        } else if (options.needTransaction()) {
          throw new TransactionException(
              "A scope with NEVER has no transaction that could be as asked for, so it is refused: %s"
                  .formatted(options));
        }
        yield new NoTransaction(this, managed);
      }
    };
  }

  private Scope nest(ActiveTransaction<C> active, TransactionOptions options, boolean managed) {
    requireSavepoints("A nested scope");
    return active.beginNested(options, managed, this::defaultIsolation);
  }

  private Scope join(ActiveTransaction<C> active, TransactionOptions options, boolean managed) {
    return active.join(options, managed, this::defaultIsolation);
  }

  private Scope start(
      TransactionOptions options, boolean managed, @Nullable ActiveTransaction<C> suspended) {
    ActiveTransaction<C> started =
        new ActiveTransaction<>(
            suspended == null
                ? context
                : context.from((mayWrite, patience) -> borrowBeside(suspended, mayWrite, patience)),
            TransactionDefinition.of(options, dialect),
            managed,
            (hooks, kind) -> ended(hooks, kind, suspended));
    if (suspended != null) {
      suspended.suspendFor(started);
    }
    current.set(started);
    return started.scopes().innermost();
  }

  /** A thread that waits for a connection that it holds itself is told so. */
  private C borrowBeside(ActiveTransaction<C> suspended, boolean mayWrite, Duration patience) {
    try {
      return context.source().borrow(mayWrite, patience);
    } catch (LockTimeoutException e) {
      throw e; // another thread has what it waited for
    } catch (DatabaseException e) {
      int held = suspended.heldConnections();
      if (held == 0) {
        throw e;
      }
      throw new TransactionException(
          "A transaction with REQUIRES_NEW got no connection of its own, while this thread's suspended ones keep %d: let the pool have %d or more for each thread that does this (BackendOptions.poolSize), or end the outer transaction first. %s"
              .formatted(held, held + 1, e.getMessage()),
          e);
    }
  }

  /** The hooks are outside of any transaction, the suspended one too. */
  private void ended(Hooks hooks, Hooks.Kind kind, @Nullable ActiveTransaction<C> suspended) {
    current.set(null);
    try {
      if (!hooks.isEmpty()) {
        hooks.run(kind);
        closeForgotten();
      }
    } finally {
      if (suspended != null) {
        suspended.resume();
        current.set(suspended);
      }
    }
  }

  /** What a hook did wrong changes nothing about the scope that has ended. */
  private void closeForgotten() {
    try {
      if (closeLeftOpen()) {
        log.error("A hook has left a transaction open, which is rolled back: end it in the hook");
      }
    } catch (RuntimeException e) {
      log.error("A hook has left a transaction open, which could not be rolled back", e);
    }
  }

  /**
   * Rolls back what should have been ended.
   *
   * @return whether there was something
   */
  boolean closeLeftOpen() {
    ActiveTransaction<C> left = current.get();
    if (left == null) {
      return false;
    }
    left.rollbacks().withInner(left.scopes().outermost());
    return true;
  }

  /** The level that a transaction has that asks for none. */
  IsolationLevel defaultIsolation() {
    return autocommit.run(
        null,
        StatementKind.QUERY,
        c -> IsolationLevel.ofJdbc(c.jdbc().getTransactionIsolation()).givenBy(dialect));
  }
}

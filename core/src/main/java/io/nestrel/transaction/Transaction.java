// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import io.nestrel.error.TransactionException;

/**
 * One scope, to be ended by the thread that began it:
 *
 * <pre>{@code
 * try (Transaction tx = backend.beginTransaction()) {
 *   …
 *   tx.commit();
 * } // rolled back here unless it was committed
 * }</pre>
 *
 * <p>Not thread-safe: use by another thread is refused with a {@link TransactionException}, as is
 * ending a scope whose inner scopes are still open.
 */
public interface Transaction extends AutoCloseable {

  /** As {@link TransactionManager#commit()}, for this scope. */
  void commit();

  /** As {@link TransactionManager#rollback()}, for this scope. */
  void rollback();

  /**
   * Rolls this scope back unless it has ended, together with inner scopes left open. Does nothing
   * on an ended scope.
   */
  @Override
  void close();

  /** 1 for the outermost scope. */
  int level();

  /** Whether the scope is still open, in whatever status. */
  boolean isActive();
}

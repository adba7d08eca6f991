// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import io.nestrel.error.TransactionException;
import org.jspecify.annotations.Nullable;

/** The scope of {@link Propagation#NEVER}: each statement in it is committed by itself. */
final class NoTransaction implements Scope {
  private final CurrentTransaction<?> current;
  private final boolean managed;
  private final Thread owner = Thread.currentThread();
  private boolean active = true;

  NoTransaction(CurrentTransaction<?> current, boolean managed) {
    this.current = current;
    this.managed = managed;
  }

  @Override
  public boolean isManaged() {
    return managed;
  }

  @Override
  public void commit() {
    end("commit");
  }

  /** Undoes nothing, and says so. */
  @Override
  public void rollback() {
    end("rollback");
    throw new TransactionException(
        "There is nothing to roll back: with NEVER each statement was committed by itself");
  }

  private void end(String action) {
    if (!active) {
      throw new TransactionException(
          "The %s has ended already: %s is refused".formatted(this, action));
    }
    checkThread();
    ActiveTransaction<?> inside = current.get();
    if (inside != null) {
      throw new TransactionException(
          "The %s cannot end before the %s inside it: end that first"
              .formatted(this, inside.innermostScope()));
    }
    active = false;
  }

  private void checkThread() {
    if (Thread.currentThread() != owner) {
      throw new TransactionException(
          "This %s belongs to thread \"%s\" and cannot be used by \"%s\""
              .formatted(this, owner.getName(), Thread.currentThread().getName()));
    }
  }

  @Override
  public void close() {
    if (!active) {
      return;
    }
    checkThread();
    ActiveTransaction<?> inside = current.get();
    if (inside != null) {
      inside.ends().close(inside.scopes().outermost());
    }
    active = false;
  }

  @Override
  public @Nullable Throwable damage() {
    return null;
  }

  @Override
  public void commitManaged() {
    active = false;
    if (current.closeLeftOpen()) {
      throw new TransactionException(
          "The work of transaction(…) has returned, but a transaction that it began is still open: end it in the work. It is rolled back");
    }
  }

  @Override
  public void rollbackManaged(Throwable cause) {
    active = false;
    current.closeLeftOpen();
  }

  @Override
  public int level() {
    return 0;
  }

  @Override
  public boolean isActive() {
    return active;
  }

  @Override
  public String toString() {
    return "scope without a transaction";
  }
}

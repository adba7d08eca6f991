// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import org.jspecify.annotations.Nullable;

/** A scope of a transaction: the handle that applications hold. */
abstract sealed class TransactionScope implements Scope permits Frame, JoinedScope {
  private final ActiveTransaction<?> transaction;
  private final boolean managed;
  private boolean active = true;

  TransactionScope(ActiveTransaction<?> transaction, boolean managed) {
    this.transaction = transaction;
    this.managed = managed;
  }

  final ActiveTransaction<?> transaction() {
    return transaction;
  }

  /** It is over. */
  final void end() {
    active = false;
  }

  @Override
  public final boolean isManaged() {
    return managed;
  }

  @Override
  public final void commit() {
    transaction.scopes().checkUse("scope");
    transaction.ends().commit(this);
  }

  @Override
  public final void rollback() {
    transaction.scopes().checkUse("scope");
    transaction.ends().rollback(this);
  }

  @Override
  public final void close() {
    if (active) {
      transaction.scopes().checkThread("scope");
      transaction.ends().close(this);
    }
  }

  @Override
  public final @Nullable Throwable damage() {
    return transaction.scopes().damage();
  }

  @Override
  public final void commitManaged() {
    transaction.ends().commitManaged(this);
  }

  @Override
  public final boolean isActive() {
    return active;
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import org.jspecify.annotations.Nullable;

/** A scope that has joined another one, and has no savepoint, objects or hooks of its own. */
final class JoinedScope implements Scope {
  private final ActiveTransaction<?> transaction;
  private final Frame frame;
  private final boolean managed;
  private boolean active = true;

  JoinedScope(ActiveTransaction<?> transaction, Frame frame, boolean managed) {
    this.transaction = transaction;
    this.frame = frame;
    this.managed = managed;
  }

  /** The scope that it has joined. */
  Frame frame() {
    return frame;
  }

  void end() {
    active = false;
  }

  @Override
  public boolean isManaged() {
    return managed;
  }

  @Override
  public void commit() {
    transaction.scopes().checkUse("scope");
    transaction.ends().commit(this);
  }

  @Override
  public void rollback() {
    transaction.scopes().checkUse("scope");
    transaction.ends().rollback(this);
  }

  @Override
  public void close() {
    if (active) {
      transaction.scopes().checkThread("scope");
      transaction.ends().close(this);
    }
  }

  @Override
  public @Nullable Throwable damage() {
    return transaction.scopes().damage();
  }

  @Override
  public void commitManaged() {
    transaction.ends().commitManaged(this);
  }

  @Override
  public void rollbackManaged(Throwable cause) {
    transaction.rollbacks().leave(this, cause);
  }

  @Override
  public int level() {
    return frame.level();
  }

  @Override
  public boolean isActive() {
    return active;
  }

  @Override
  public String toString() {
    return "scope that joined the " + frame;
  }
}

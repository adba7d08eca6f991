// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

/** A scope that has joined another one, and has no savepoint, objects or hooks of its own. */
final class JoinedScope extends TransactionScope {
  private final Frame frame;

  JoinedScope(ActiveTransaction<?> transaction, Frame frame, boolean managed) {
    super(transaction, managed);
    this.frame = frame;
  }

  /** The scope that it has joined. */
  Frame frame() {
    return frame;
  }

  @Override
  public void rollbackManaged(Throwable cause) {
    transaction().rollbacks().leave(this, cause);
  }

  @Override
  public int level() {
    return frame.level();
  }

  @Override
  public String toString() {
    return "scope that joined the " + frame;
  }
}

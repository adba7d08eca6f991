// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

/**
 * A savepoint on the stack of a transaction: an explicit one, or the start of a nested scope. Also
 * the handle that applications hold, so that a handle dies with its savepoint.
 */
final class Mark implements Savepoint {
  private final ExplicitSavepoints savepoints;
  final Frame frame;
  final String name;
  final String folded;
  final long moment;

  /** Whether the server has it. */
  boolean sent;

  /** What the server had been sent by then, see {@link RealTransaction#place}. */
  int place;

  private boolean active = true;

  /**
   * @param moment its place in the order of everything that happened in the transaction
   */
  Mark(ExplicitSavepoints savepoints, Frame frame, String name, String folded, long moment) {
    this.savepoints = savepoints;
    this.frame = frame;
    this.name = name;
    this.folded = folded;
    this.moment = moment;
  }

  boolean belongsTo(ExplicitSavepoints other) {
    return savepoints == other;
  }

  void die() {
    active = false;
  }

  boolean isScopeStart() {
    return frame.ownMark() == this;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean isActive() {
    return active;
  }

  @Override
  public void rollback() {
    savepoints.checkUse("savepoint " + name);
    savepoints.rollbackTo(this);
  }

  @Override
  public void release() {
    savepoints.checkUse("savepoint " + name);
    savepoints.release(this);
  }

  @Override
  public String toString() {
    return name;
  }
}

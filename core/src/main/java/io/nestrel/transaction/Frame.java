// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One open scope. Also the handle that applications hold. */
final class Frame implements Transaction {
  private final ActiveTransaction<?> transaction;
  private final int level;

  /** Ended by {@code transaction(work)} and by nobody else. */
  final boolean managed;

  /** What the savepoint counter returns to when this scope ends. */
  final int counterAtStart;

  private final @Nullable Frame sharedStart;
  private @Nullable Mark ownMark;
  private final List<Cursor> cursors = new ArrayList<>(0);
  private boolean active = true;

  /** Something that reads from the server and must be closed before the scope ends. */
  private record Cursor(Runnable close, long moment) {}

  /**
   * @param sharedStart the frame whose start is this one's too, because nothing had been sent in
   *     between; null for the outermost frame and for one with a savepoint of its own
   */
  Frame(
      ActiveTransaction<?> transaction,
      int level,
      boolean managed,
      int counterAtStart,
      @Nullable Frame sharedStart) {
    this.transaction = transaction;
    this.level = level;
    this.managed = managed;
    this.counterAtStart = counterAtStart;
    this.sharedStart = sharedStart;
  }

  void startAt(Mark mark) {
    this.ownMark = mark;
  }

  /**
   * The savepoint that is this scope's start; null where it is the transaction's, or another
   * scope's.
   */
  @Nullable Mark ownMark() {
    return ownMark;
  }

  boolean sharesStart() {
    return sharedStart != null;
  }

  /** The frame that has this one's start to itself: the outermost one, or one with a savepoint. */
  Frame startOwner() {
    return sharedStart == null ? this : sharedStart.startOwner();
  }

  void opened(Runnable close, long moment) {
    cursors.add(new Cursor(close, moment));
  }

  void closed(Runnable close) {
    cursors.removeIf(cursor -> cursor.close() == close);
  }

  /** Closes what was opened after a moment of the transaction. */
  void closeCursorsSince(long moment) {
    if (cursors.isEmpty()) {
      return;
    }
    for (Cursor cursor : List.copyOf(cursors)) {
      if (cursor.moment() > moment) {
        cursor.close().run();
        cursors.remove(cursor);
      }
    }
  }

  void end() {
    active = false;
  }

  @Override
  public void commit() {
    transaction.scopes().checkThread("scope");
    transaction.commit(this);
  }

  @Override
  public void rollback() {
    transaction.scopes().checkThread("scope");
    transaction.rollback(this);
  }

  @Override
  public void close() {
    if (active) {
      transaction.scopes().checkThread("scope");
      transaction.close(this);
    }
  }

  @Override
  public int level() {
    return level;
  }

  @Override
  public boolean isActive() {
    return active;
  }

  @Override
  public String toString() {
    return "scope of level " + level;
  }
}

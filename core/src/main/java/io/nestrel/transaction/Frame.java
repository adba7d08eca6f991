// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A scope with a start of its own on the server, or one that it shares; what is open in it. */
final class Frame extends TransactionScope {
  private final int level;

  /** What the savepoint counter returns to when this scope ends. */
  final int counterAtStart;

  private final @Nullable Frame sharedStart;
  private final ScopeJournal journal;
  private @Nullable Mark ownMark;
  private List<Cursor> cursors = List.of();
  private List<JoinedScope> joined = List.of();
  private final Hooks hooks = new Hooks();
  private boolean rollbackOnly;
  private boolean committing;
  private @Nullable Objection objection;

  /** Why a commit is refused that can only roll back. */
  record Objection(String message, @Nullable Throwable cause) {}

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
      @Nullable Frame sharedStart,
      ScopeJournal journal) {
    super(transaction, managed);
    this.level = level;
    this.counterAtStart = counterAtStart;
    this.sharedStart = sharedStart;
    this.journal = journal;
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
    cursors = cursors.isEmpty() ? new ArrayList<>(1) : cursors;
    cursors.add(new Cursor(close, moment));
  }

  void closed(Runnable close) {
    if (!cursors.isEmpty()) {
      cursors.removeIf(cursor -> cursor.close() == close);
    }
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

  Hooks hooks() {
    return hooks;
  }

  // Scopes that have joined it

  void join(JoinedScope scope) {
    joined = joined.isEmpty() ? new ArrayList<>(1) : joined;
    joined.add(scope);
  }

  /** Ends one that has joined it, and those that did so inside that one. */
  void leave(JoinedScope scope) {
    List<JoinedScope> ended = joined.subList(joined.indexOf(scope), joined.size());
    ended.forEach(JoinedScope::end);
    ended.clear();
  }

  /** Those that have joined it, the outermost first. */
  List<JoinedScope> joined() {
    return joined;
  }

  /** The innermost one that has joined it; itself if none has. */
  Scope innermost() {
    return joined.isEmpty() ? this : joined.get(joined.size() - 1);
  }

  // Whether it may be committed

  /** It is rolled back at its end, whatever that is. */
  void setRollbackOnly() {
    rollbackOnly = true;
  }

  /** The same, and a commit is refused; the first reason counts. */
  void refuseCommit(String why, @Nullable Throwable cause) {
    rollbackOnly = true;
    objection = objection == null ? new Objection(why, cause) : objection;
  }

  boolean isRollbackOnly() {
    return rollbackOnly;
  }

  @Nullable Objection objection() {
    return objection;
  }

  /** Whether its hooks before the commit are running. */
  boolean isCommitting() {
    return committing;
  }

  void committing(boolean on) {
    committing = on;
  }

  /** What is told of it. */
  ScopeJournal journal() {
    return journal;
  }

  /**
   * It is over.
   *
   * @param outcome such as "committed"
   */
  void end(String outcome) {
    end();
    journal.ended(this, outcome);
    if (!joined.isEmpty()) {
      joined.forEach(JoinedScope::end);
      joined = List.of();
    }
  }

  @Override
  public void rollbackManaged(Throwable cause) {
    transaction().rollbacks().withInner(this);
  }

  @Override
  public int level() {
    return level;
  }

  @Override
  public String toString() {
    return "scope of level " + level;
  }
}

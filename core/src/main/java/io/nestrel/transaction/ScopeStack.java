// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import io.nestrel.error.ScopeFailedException;
import io.nestrel.error.TransactionDoomedException;
import io.nestrel.error.TransactionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The open scopes of one thread's transaction, and what is left of them after failures. */
final class ScopeStack {
  private final Thread owner = Thread.currentThread();
  private final List<Frame> frames = new ArrayList<>(4);
  private final SavepointStack savepoints;
  private long moment;
  private boolean suspended;

  /** The first error that cost the whole transaction. */
  private @Nullable Throwable doom;

  /** The scope that the first error took with it; inside it nothing can begin, so there is one. */
  private @Nullable Frame failed;

  private @Nullable Throwable failure;

  ScopeStack(SavepointStack savepoints) {
    this.savepoints = savepoints;
  }

  boolean isEmpty() {
    return frames.isEmpty();
  }

  int level() {
    return frames.size();
  }

  Frame innermost() {
    return frames.get(frames.size() - 1);
  }

  /** The one that begin gave last, which may have joined that frame. */
  Scope innermostScope() {
    return innermost().innermost();
  }

  /** The outermost scope, of which there must be one. */
  Frame outermost() {
    return frames.get(0);
  }

  /** All scopes, the outermost first. */
  List<Frame> all() {
    return frames;
  }

  /** A scope and those inside it, the outermost first. */
  List<Frame> from(Frame frame) {
    return frames.subList(frames.indexOf(frame), frames.size());
  }

  /** A scope and those inside it, joined ones too, the outermost first. */
  List<Scope> inside(Scope scope) {
    List<Scope> all = new ArrayList<>();
    for (Frame frame : frames) {
      all.add(frame);
      all.addAll(frame.joined());
    }
    return all.subList(all.indexOf(scope), all.size());
  }

  void push(Frame frame) {
    frames.add(frame);
  }

  /** Ends a scope and those inside it; their failures are over. */
  void remove(Frame frame, String outcome) {
    if (failed != null && failed.level() >= frame.level()) {
      recovered();
    }
    for (int i = frames.size() - 1, last = frames.indexOf(frame); i >= last; i--) {
      frames.remove(i).end(outcome);
    }
  }

  /** The next place in the order of everything that happens in the transaction. */
  long nextMoment() {
    return ++moment;
  }

  /** Closes what is open in a scope and inside it. */
  void closeCursors(Frame frame) {
    for (int i = frames.indexOf(frame); i < frames.size(); i++) {
      frames.get(i).closeCursorsSince(-1);
    }
  }

  // What is to happen at the end of the innermost scope

  void setRollbackOnly() {
    Frame frame = innermost();
    if (innermostScope() == frame) {
      frame.setRollbackOnly();
    } else {
      frame.refuseCommit(
          "A scope that joined the %s was set to roll back only, so it can only be rolled back too"
              .formatted(frame),
          null);
    }
  }

  void hook(Hooks.Kind kind, Runnable hook) {
    innermost().hooks().add(kind, hook, nextMoment());
  }

  void tellOutcome(Object of, Runnable committed, Runnable rolledBack) {
    Hooks hooks = innermost().hooks();
    long now = nextMoment();
    long since = savepoints.newestMoment();
    hooks.add(Hooks.Kind.AFTER_COMMIT, of, committed, now, since);
    hooks.add(Hooks.Kind.AFTER_ROLLBACK, of, rolledBack, now, since);
  }

  // What failures have left

  /** The whole transaction is lost; only the first error counts. */
  void doom(@Nullable Throwable cause) {
    if (doom == null) {
      doom = cause;
      savepoints.clear();
      frames.forEach(frame -> frame.closeCursorsSince(-1));
    }
  }

  /** The whole transaction is lost, because a control statement could not be carried out. */
  void doomBy(TransactionException e) {
    doom(e.getCause() == null ? e : e.getCause());
  }

  boolean isDoomed() {
    return doom != null;
  }

  /** A scope is lost. */
  void fail(Frame frame, @Nullable Throwable cause) {
    if (failed == null) {
      failed = frame;
      failure = cause;
    }
  }

  /** The failed scope was rolled back, or back to before it failed. */
  void recovered() {
    failed = null;
    failure = null;
  }

  boolean hasFailed(Frame frame) {
    return failed == frame;
  }

  /** The first error that was not undone; null if there is none. */
  @Nullable Throwable damage() {
    return doom == null ? failure : doom;
  }

  /** Whether statements are refused. */
  boolean isBroken() {
    return doom != null || failed != null;
  }

  TransactionStatus status() {
    if (doom != null) {
      return TransactionStatus.DOOMED;
    }
    if (failed != null) {
      return TransactionStatus.FAILED;
    }
    return innermost().isRollbackOnly()
        ? TransactionStatus.ROLLBACK_ONLY
        : TransactionStatus.ACTIVE;
  }

  /**
   * What to throw when something is refused because of {@link #isBroken}.
   *
   * @param refused such as "a savepoint cannot be taken"
   */
  TransactionException refusal(String refused) {
    if (doom != null) {
      return new TransactionDoomedException(
          "The transaction is lost, so %s: roll back every scope. First error: %s"
              .formatted(refused, doom.getMessage()),
          doom);
    }
    Throwable first = Objects.requireNonNull(failure, "nothing has failed");
    return new ScopeFailedException(
        "The scope has failed, so %s: roll it back, or back to a savepoint taken in it. First error: %s"
            .formatted(refused, first.getMessage()),
        first);
  }

  /** Another transaction takes this one's place on its thread for a while, or gives it back. */
  void suspend(boolean on) {
    suspended = on;
  }

  void checkUse(String what) {
    checkThread(what);
    if (suspended) {
      throw new TransactionException(
          "The transaction of this %s is suspended, because one with REQUIRES_NEW is open: end that first"
              .formatted(what));
    }
  }

  void checkThread(String what) {
    if (Thread.currentThread() != owner) {
      throw new TransactionException(
          "This %s belongs to thread \"%s\" and cannot be used by \"%s\": each thread has its own transaction"
              .formatted(what, owner.getName(), Thread.currentThread().getName()));
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import io.nestrel.error.TransactionException;
import io.nestrel.error.UnknownCommitOutcomeException;
import org.jspecify.annotations.Nullable;

/** How scopes of one thread's transaction are rolled back: the server, the objects, the hooks. */
final class ScopeRollbacks {
  private final ActiveTransaction<?> transaction;
  private final ScopeStack scopes;
  private final SavepointStack stack;
  private final ServerTransaction<?> server;
  private final RealTransaction<?> real;
  private final ObjectMemory memory;

  ScopeRollbacks(
      ActiveTransaction<?> transaction,
      ScopeStack scopes,
      SavepointStack stack,
      ServerTransaction<?> server,
      RealTransaction<?> real,
      ObjectMemory memory) {
    this.transaction = transaction;
    this.scopes = scopes;
    this.stack = stack;
    this.server = server;
    this.real = real;
    this.memory = memory;
  }

  /**
   * What a joined scope did cannot be undone alone, so the scope that it joined is not committed.
   */
  void leave(JoinedScope joined, @Nullable Throwable cause) {
    Frame frame = joined.frame();
    try {
      if (scopes.innermost() == frame) {
        transaction.endSuspending();
      } else {
        withInner(scopes.all().get(frame.level()));
      }
    } finally {
      frame.leave(joined);
      frame.refuseCommit(
          "A scope that joined the %s was rolled back, so it can only be rolled back too%s"
              .formatted(frame, cause == null ? "" : ": " + cause.getMessage()),
          cause);
    }
  }

  /** Whatever happens on the server, the scope and those inside it end here. */
  void withInner(Frame frame) {
    try {
      transaction.endSuspending();
    } finally {
      try {
        undo(frame);
      } finally {
        endRolledBack(frame);
      }
    }
  }

  /** Rolls a scope back that was to be; a failure leaves it open, as it does at any commit. */
  void insteadOfCommit(Frame frame) {
    undo(frame);
    endRolledBack(frame);
  }

  /** Rolls the server back. */
  private void undo(Frame frame) {
    scopes.closeCursors(frame);
    try {
      if (frame.level() == 1) {
        real.rollback();
      } else if (!scopes.isDoomed()) {
        rollbackNested(frame);
      }
    } catch (TransactionException e) {
      scopes.doomBy(e);
      throw e;
    }
  }

  private void endRolledBack(Frame frame) {
    Hooks undone = new Hooks();
    scopes.from(frame).forEach(inner -> undone.addAll(inner.hooks(), 0));
    String outcome =
        scopes.damage() instanceof UnknownCommitOutcomeException ? "left in doubt" : "rolled back";
    stack.dropFrame(frame);
    memory.rolledBack(frame);
    transaction.remove(frame, outcome);
    if (frame.level() == 1) {
      transaction.finish(outcome, undone, Hooks.Kind.AFTER_ROLLBACK);
    } else {
      undone.run(Hooks.Kind.AFTER_ROLLBACK);
    }
  }

  private void rollbackNested(Frame frame) {
    Mark start = frame.ownMark();
    if (start == null) {
      stack.dropFrame(frame);
      server.rollbackToStartOf(frame.startOwner());
    } else {
      server.rollbackTo(start);
      stack.release(start);
    }
  }
}

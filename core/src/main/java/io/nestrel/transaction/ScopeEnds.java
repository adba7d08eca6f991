// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import io.nestrel.error.TransactionException;
import io.nestrel.error.UnexpectedRollbackException;
import io.nestrel.error.UnknownCommitOutcomeException;
import org.jspecify.annotations.Nullable;

/** How the scopes of one thread's transaction end. */
final class ScopeEnds {
  private static final String COMMITTED = "committed";

  private final ActiveTransaction<?> transaction;
  private final ScopeStack scopes;
  private final SavepointStack stack;
  private final RealTransaction<?> real;
  private final ObjectMemory memory;
  private final ScopeRollbacks rollbacks;

  ScopeEnds(
      ActiveTransaction<?> transaction,
      ScopeStack scopes,
      SavepointStack stack,
      RealTransaction<?> real,
      ObjectMemory memory,
      ScopeRollbacks rollbacks) {
    this.rollbacks = rollbacks;
    this.transaction = transaction;
    this.scopes = scopes;
    this.stack = stack;
    this.real = real;
    this.memory = memory;
  }

  // Committing

  void commit(Scope scope) {
    checkEndable(scope, "commit");
    commitInnermost(scope);
  }

  /** For {@code transaction(work)}: commits its own scope. */
  void commitManaged(Scope scope) {
    Scope innermost = transaction.innermostScope();
    if (innermost != scope) {
      throw new TransactionException(
          "The work of transaction(…) has returned, but the %s that it began is still open: end it in the work. All of it is rolled back"
              .formatted(innermost));
    }
    commitInnermost(scope);
  }

  private void commitInnermost(Scope scope) {
    if (scope instanceof JoinedScope joined) {
      refuseBroken(scope);
      joined.frame().leave(joined);
    } else {
      commitFrame((Frame) scope);
    }
  }

  private void commitFrame(Frame frame) {
    refuseUncommittable(frame);
    if (frame.level() == 1 && !frame.isRollbackOnly()) {
      beforeCommit(frame);
      refuseUncommittable(frame); // the hooks may have done anything
    }
    if (frame.isRollbackOnly()) {
      rollbacks.insteadOfCommit(frame);
    } else if (frame.level() == 1) {
      commitOutermost(frame);
    } else {
      commitNested(frame);
    }
  }

  private void refuseUncommittable(Frame frame) {
    if (!scopes.isBroken()) {
      scopes.closeCursors(frame); // which can go wrong too
    }
    refuseBroken(frame);
    Frame.Objection objection = frame.objection();
    if (objection != null) {
      throw new UnexpectedRollbackException(objection.message(), objection.cause());
    }
  }

  private void refuseBroken(Scope scope) {
    if (scopes.isBroken()) {
      throw scopes.refusal("the commit of the %s is refused".formatted(scope));
    }
  }

  private void commitNested(Frame frame) {
    if (frame.ownMark() != null) {
      stack.release(frame.ownMark());
    } else {
      stack.releaseFrame(frame);
    }
    memory.committed(frame);
    transaction.remove(frame, COMMITTED);
    scopes.innermost().hooks().addAll(frame.hooks(), stack.newestMoment());
  }

  private void commitOutermost(Frame frame) {
    try {
      transaction.statements().checkDeadline();
      real.commit();
    } catch (UnknownCommitOutcomeException e) {
      memory.inDoubt();
      frame.hooks().clear();
      scopes.doom(e);
      throw e;
    } catch (TransactionException e) {
      scopes.doomBy(e);
      throw e;
    }
    memory.committed(frame);
    transaction.remove(frame, COMMITTED);
    transaction.finish(COMMITTED, frame.hooks(), Hooks.Kind.AFTER_COMMIT);
  }

  /** The hooks may run statements; after one that throws, the transaction can only roll back. */
  private void beforeCommit(Frame frame) {
    frame.committing(true);
    try {
      frame.hooks().runBeforeCommit();
      if (scopes.innermostScope() != frame) {
        throw new TransactionException(
            "A hook before the commit has left the %s open: end it in the hook"
                .formatted(scopes.innermostScope()));
      }
    } catch (Throwable e) {
      frame.refuseCommit(
          "A hook before the commit has failed, so the transaction can only be rolled back: "
              + e.getMessage(),
          e);
      throw e;
    } finally {
      frame.committing(false);
    }
  }

  // Rolling back

  void rollback(Scope scope) {
    checkEndable(scope, "rollback");
    unwind(scope, null);
  }

  /** Rolls a scope back that its user forgot to end, and the scopes inside it. */
  void close(Scope scope) {
    for (Scope inner : transaction.inside(scope)) {
      refuseInHook(inner, "close");
      if (inner.isManaged()) {
        throw new TransactionException(
            "The %s cannot be closed: transaction(work) runs in the %s and ends it itself"
                .formatted(scope, inner));
      }
    }
    unwind(scope, null);
  }

  private void unwind(Scope scope, @Nullable Throwable cause) {
    if (scope instanceof JoinedScope joined) {
      rollbacks.leave(joined, cause);
    } else {
      rollbacks.withInner((Frame) scope);
    }
  }

  private static void refuseInHook(Scope scope, String action) {
    if (scope instanceof Frame frame && frame.isCommitting()) {
      throw new TransactionException(
          "The %s is being committed, and a hook before the commit cannot end it: %s is refused; throw to roll back"
              .formatted(scope, action));
    }
  }

  private void checkEndable(Scope scope, String action) {
    refuseInHook(scope, action);
    if (!scope.isActive()) {
      throw new TransactionException(
          "The %s has ended already: %s is refused".formatted(scope, action));
    } else if (scope.isManaged()) {
      throw new TransactionException(
          "The %s was opened by transaction(work), which ends it itself: return from the work to commit, throw to roll back"
              .formatted(scope));
    } else if (scopes.innermostScope() != scope) {
      throw new TransactionException(
          "The %s cannot end before the %s inside it: end that first"
              .formatted(scope, scopes.innermostScope()));
    }
  }
}

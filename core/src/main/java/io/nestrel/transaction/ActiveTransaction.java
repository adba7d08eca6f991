// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import io.nestrel.dialect.Dialect;
import io.nestrel.error.TransactionException;
import io.nestrel.error.UnknownCommitOutcomeException;
import java.util.List;

/**
 * The transaction of one thread. It decides what each call means for the scopes ({@link
 * ScopeStack}) and their savepoints ({@link ExplicitSavepoints}); {@link ServerTransaction} decides
 * what the server has to be told, and when.
 */
final class ActiveTransaction<C extends ControlConnection> {
  private final boolean readOnly;
  private final SavepointStack stack;
  private final ScopeStack scopes;
  private final RealTransaction<C> real;
  private final ServerTransaction<C> server;
  private final ExplicitSavepoints savepoints;
  private final TransactionStatements<C> statements;
  private final ObjectMemory memory;
  private final Runnable onEnd;

  ActiveTransaction(
      TransactionManager manager,
      Dialect dialect,
      ConnectionSource<C> source,
      TransactionOptions options,
      boolean managed,
      Runnable onEnd) {
    this.readOnly = Boolean.TRUE.equals(options.readOnly());
    this.stack = ServerTransaction.stackFor(dialect);
    this.scopes = new ScopeStack(stack);
    this.real = new RealTransaction<>(dialect, source, readOnly);
    this.server = new ServerTransaction<>(dialect, real, stack);
    this.memory = ObjectMemory.open(manager);
    this.savepoints = new ExplicitSavepoints(scopes, stack, server, memory);
    this.statements = new TransactionStatements<>(dialect, scopes, real, server);
    this.onEnd = onEnd;
    scopes.push(new Frame(this, 1, managed, 0, null));
  }

  ScopeStack scopes() {
    return scopes;
  }

  ExplicitSavepoints savepoints() {
    return savepoints;
  }

  TransactionStatements<C> statements() {
    return statements;
  }

  /** Its backend is closed: what is touched from now on is not remembered any more. */
  void backendClosed() {
    memory.close();
  }

  List<Savepoint> activeSavepoints() {
    return stack.active();
  }

  boolean isReadOnly() {
    return readOnly;
  }

  // Scopes

  Frame beginNested(TransactionOptions options, boolean managed) {
    if (scopes.isBroken()) {
      throw scopes.refusal("a nested scope cannot begin");
    }
    Boolean wanted = options.readOnly();
    if (wanted != null && wanted != readOnly) {
      throw new TransactionException(
          "The nested scope asks for read-only %s, but its transaction is read-only %s: set it where the transaction begins"
              .formatted(wanted, readOnly));
    }
    Frame outer = scopes.innermost();
    boolean shares = !server.hasStarted(outer);
    Frame frame =
        new Frame(this, scopes.level() + 1, managed, savepoints.counter(), shares ? outer : null);
    String name = savepoints.nextName();
    if (!shares) {
      frame.startAt(savepoints.push(frame, name));
    }
    scopes.push(frame);
    memory.begin(frame);
    return frame;
  }

  void commit(Frame frame) {
    checkEndable(frame, "commit");
    commitInnermost(frame);
  }

  /** For {@code transaction(work)}: commits its own scope. */
  void commitManaged(Frame frame) {
    if (scopes.innermost() != frame) {
      throw new TransactionException(
          "The work of transaction(…) has returned, but the %s that it began is still open: end it in the work. All of it is rolled back"
              .formatted(scopes.innermost()));
    }
    commitInnermost(frame);
  }

  private void commitInnermost(Frame frame) {
    if (!scopes.isBroken()) {
      scopes.closeCursors(frame); // which can go wrong too
    }
    if (scopes.isBroken()) {
      throw scopes.refusal("the commit of the %s is refused".formatted(frame));
    }
    if (frame.level() == 1) {
      commitOutermost();
    } else if (frame.ownMark() != null) {
      stack.release(frame.ownMark());
    } else {
      stack.releaseFrame(frame);
    }
    memory.committed(frame);
    remove(frame);
  }

  private void commitOutermost() {
    try {
      real.commit();
    } catch (UnknownCommitOutcomeException e) {
      memory.inDoubt();
      scopes.doom(e);
      throw e;
    } catch (TransactionException e) {
      scopes.doomBy(e);
      throw e;
    }
  }

  void rollback(Frame frame) {
    checkEndable(frame, "rollback");
    rollbackWithInner(frame);
  }

  /** Rolls a scope back that its user forgot to end, and the scopes inside it. */
  void close(Frame frame) {
    for (Frame inner : scopes.from(frame)) {
      if (inner.managed) {
        throw new TransactionException(
            "The %s cannot be closed: transaction(work) runs in the %s and ends it itself"
                .formatted(frame, inner));
      }
    }
    rollbackWithInner(frame);
  }

  /** Whatever happens on the server, the scope and those inside it end here. */
  void rollbackWithInner(Frame frame) {
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
    } finally {
      stack.dropFrame(frame);
      memory.rolledBack(frame);
      remove(frame);
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

  private void remove(Frame frame) {
    scopes.remove(frame);
    savepoints.resetCounter(frame.counterAtStart);
    if (scopes.isEmpty()) {
      stack.clear();
      onEnd.run();
    }
  }

  private void checkEndable(Frame frame, String action) {
    if (!frame.isActive()) {
      throw new TransactionException(
          "The %s has ended already: %s is refused".formatted(frame, action));
    } else if (frame.managed) {
      throw new TransactionException(
          "The %s was opened by transaction(work), which ends it itself: return from the work to commit, throw to roll back"
              .formatted(frame));
    } else if (scopes.innermost() != frame) {
      throw new TransactionException(
          "The %s cannot end before the %s inside it: end that first"
              .formatted(frame, scopes.innermost()));
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import io.nestrel.dialect.Damage;
import io.nestrel.dialect.Dialect;
import io.nestrel.dialect.ServerState;
import io.nestrel.error.ImplicitCommitException;
import io.nestrel.error.TransactionException;
import io.nestrel.error.UnknownCommitOutcomeException;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The transaction of one thread. It decides what each call means for the scopes ({@link
 * ScopeStack}) and their savepoints ({@link ExplicitSavepoints}); {@link ServerTransaction} decides
 * what the server has to be told, and when.
 */
final class ActiveTransaction<C extends ControlConnection> {
  private final Dialect dialect;
  private final boolean readOnly;
  private final SavepointStack stack;
  private final ScopeStack scopes;
  private final RealTransaction<C> real;
  private final ServerTransaction<C> server;
  private final ExplicitSavepoints savepoints;
  private final Runnable onEnd;

  ActiveTransaction(
      Dialect dialect,
      ConnectionSource<C> source,
      TransactionOptions options,
      boolean managed,
      Runnable onEnd) {
    this.dialect = dialect;
    this.readOnly = Boolean.TRUE.equals(options.readOnly());
    this.stack = ServerTransaction.stackFor(dialect);
    this.scopes = new ScopeStack(stack);
    this.real = new RealTransaction<>(dialect, source, readOnly);
    this.server = new ServerTransaction<>(dialect, real, stack);
    this.savepoints = new ExplicitSavepoints(scopes, stack, server);
    this.onEnd = onEnd;
    scopes.push(new Frame(this, 1, managed, 0, null));
  }

  ScopeStack scopes() {
    return scopes;
  }

  ExplicitSavepoints savepoints() {
    return savepoints;
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
    remove(frame);
  }

  private void commitOutermost() {
    try {
      real.commit();
    } catch (UnknownCommitOutcomeException e) {
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

  // Statements

  /**
   * The connection, with everything sent that the next statement needs.
   *
   * @param sql the statement; null if it is not known
   */
  C ready(@Nullable String sql) {
    if (scopes.isBroken()) {
      throw scopes.refusal("the statement was not sent");
    }
    try {
      return server.ready(sql);
    } catch (ControlFailure e) {
      apply(e.damage(), e.exception().getCause());
      throw e.exception();
    }
  }

  /** Takes in that a statement worked: it may have ended the transaction all the same. */
  void succeeded(@Nullable String sql) {
    try {
      if (!real.hasVanished()) {
        return;
      }
    } catch (SQLException e) {
      throw failed(e, sql);
    }
    ImplicitCommitException e =
        new ImplicitCommitException(
            "The statement made %s commit by itself, so the transaction is over; what it had done so far is permanent, and no later statement is part of it: %s"
                .formatted(dialect.name(), sql));
    scopes.doom(e);
    throw e;
  }

  /** Takes in that a statement failed. Gives what to throw. */
  RuntimeException failed(SQLException failure, @Nullable String sql) {
    if (scopes.isDoomed()) {
      return dialect.translate(failure, sql);
    }
    Failure assessed = real.assess(failure, sql);
    apply(assessed.damage(), assessed.error());
    return assessed.error();
  }

  private void apply(Damage damage, @Nullable Throwable cause) {
    switch (damage) {
      case STATEMENT -> {}
      case SCOPE -> scopes.fail(innermostStarted(), cause);
      case TRANSACTION, CONNECTION -> scopes.doom(cause);
    }
  }

  /** The scope that the server is in: those inside it exist only here so far. */
  private Frame innermostStarted() {
    Frame frame = scopes.innermost();
    while (frame.level() > 1 && !server.hasStarted(frame)) {
      frame = scopes.all().get(frame.level() - 2);
    }
    return frame;
  }

  /** Something that has to be closed before the innermost scope ends. */
  void opened(Runnable close) {
    scopes.innermost().opened(close, scopes.nextMoment());
  }

  void closed(Runnable close) {
    scopes.all().forEach(frame -> frame.closed(close));
  }

  /** Asks the server what the application's own use of the connection has left. */
  void afterRawAccess() {
    if (scopes.isEmpty() || scopes.isBroken()) {
      return;
    }
    try {
      ServerState state = real.stateAfterRawAccess();
      if (state != ServerState.OPEN) {
        SQLException ended =
            new SQLException(
                "the transaction was ended through the driver's connection, by a COMMIT or ROLLBACK or by a statement that commits implicitly; use commit and rollback of Nestrel");
        apply(
            state == ServerState.FAILED ? Damage.SCOPE : Damage.TRANSACTION,
            dialect.translate(ended, null));
      }
    } catch (SQLException e) {
      failed(e, null);
    }
  }
}

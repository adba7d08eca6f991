// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import io.nestrel.dialect.Damage;
import io.nestrel.dialect.Dialect;
import io.nestrel.error.InvalidSavepointException;
import io.nestrel.error.ScopeFailedException;
import io.nestrel.error.TransactionDoomedException;
import io.nestrel.error.TransactionException;
import io.nestrel.error.UnknownCommitOutcomeException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The transaction of one thread: the stack of its scopes. It decides what each call means for the
 * scopes; {@link ServerTransaction} decides what the server has to be told, and when.
 */
final class ActiveTransaction<C extends ControlConnection> {
  private final Thread owner = Thread.currentThread();
  private final Dialect dialect;
  private final ServerTransaction<C> server;
  private final Runnable onEnd;
  private final List<Frame> frames = new ArrayList<>(4);
  private final SavepointStack savepoints;
  private final boolean readOnly;
  private int counter;

  /** Orders savepoints and cursors in time. */
  private long moment;

  /** The first error that cost the whole transaction. */
  private @Nullable Throwable doom;

  ActiveTransaction(
      Dialect dialect,
      ConnectionSource<C> source,
      TransactionOptions options,
      boolean managed,
      Runnable onEnd) {
    this.dialect = dialect;
    this.readOnly = Boolean.TRUE.equals(options.readOnly());
    this.savepoints = ServerTransaction.stackFor(dialect);
    this.server = new ServerTransaction<>(dialect, source, readOnly, savepoints);
    this.onEnd = onEnd;
    frames.add(new Frame(this, 1, managed, 0, null));
  }

  // Scopes

  Frame beginNested(TransactionOptions options, boolean managed) {
    if (isBroken()) {
      throw refusal("a nested scope cannot begin");
    }
    Boolean wanted = options.readOnly();
    if (wanted != null && wanted != readOnly) {
      throw new TransactionException(
          "The nested scope asks for read-only %s, but its transaction is read-only %s: set it where the transaction begins"
              .formatted(wanted, readOnly));
    }
    Frame outer = innermost();
    boolean shares = !server.hasStarted(outer);
    Frame frame = new Frame(this, frames.size() + 1, managed, counter, shares ? outer : null);
    String name = nextName();
    if (!shares) {
      Mark mark = newMark(frame, name);
      frame.startAt(mark);
      savepoints.push(mark);
    }
    frames.add(frame);
    return frame;
  }

  void commit(Frame frame) {
    checkEndable(frame, "commit");
    commitInnermost(frame);
  }

  void rollback(Frame frame) {
    checkEndable(frame, "rollback");
    rollbackWithInner(frame);
  }

  /** Rolls a scope back that its user forgot to end, and the scopes inside it. */
  void close(Frame frame) {
    for (Frame inner : frames.subList(frames.indexOf(frame), frames.size())) {
      if (inner.managed) {
        throw new TransactionException(
            "The %s cannot be closed: transaction(work) runs in the %s and ends it itself"
                .formatted(frame, inner));
      }
    }
    rollbackWithInner(frame);
  }

  private void commitInnermost(Frame frame) {
    if (!isBroken()) {
      frame.closeCursorsSince(-1); // which can go wrong too
    }
    if (isBroken()) {
      throw refusal("the commit of the %s is refused".formatted(frame));
    }
    if (frame.level() > 1) {
      commitNested(frame);
    } else {
      commitOutermost(frame);
    }
  }

  /** For {@code transaction(work)}: commits its own scope. */
  void commitManaged(Frame frame) {
    if (innermost() != frame) {
      throw new TransactionException(
          "The work of transaction(…) has returned, but the %s that it began is still open: end it in the work. All of it is rolled back"
              .formatted(innermost()));
    }
    commitInnermost(frame);
  }

  private void commitNested(Frame frame) {
    Mark start = frame.ownMark();
    if (start != null) {
      savepoints.release(start);
    } else {
      savepoints.releaseFrame(frame);
    }
    remove(frame);
  }

  private void commitOutermost(Frame frame) {
    try {
      server.commit();
    } catch (UnknownCommitOutcomeException e) {
      doom(e);
      throw e;
    } catch (TransactionException e) {
      doom(e.getCause() == null ? e : e.getCause());
      throw e;
    }
    remove(frame);
  }

  void rollbackWithInner(Frame frame) {
    closeCursors(frame);
    try {
      if (doom != null) {
        server.forget(frame.level() == 1);
      } else if (frame.level() == 1) {
        server.rollback();
      } else {
        rollbackNested(frame);
      }
    } catch (TransactionException e) {
      doom(e.getCause() == null ? e : e.getCause());
      throw e;
    } finally {
      savepoints.dropFrame(frame);
      remove(frame);
    }
  }

  /** Closes what is open in a scope and inside it. */
  private void closeCursors(Frame frame) {
    frames
        .subList(frames.indexOf(frame), frames.size())
        .forEach(inner -> inner.closeCursorsSince(-1));
  }

  private void rollbackNested(Frame frame) {
    Mark start = frame.ownMark();
    if (start == null) {
      savepoints.dropFrame(frame);
      server.rollbackToStartOf(frame.startOwner());
    } else {
      server.rollbackTo(start);
      savepoints.release(start);
    }
  }

  private void remove(Frame frame) {
    int index = frames.indexOf(frame);
    for (int i = frames.size() - 1; i >= index; i--) {
      frames.remove(i).end();
    }
    counter = frame.counterAtStart;
    if (frames.isEmpty()) {
      savepoints.clear();
      onEnd.run();
    }
  }

  // Savepoints

  Savepoint savepoint(@Nullable String name) {
    if (isBroken()) {
      throw refusal("a savepoint cannot be taken");
    }
    return name == null ? push(nextName()) : push(checkedName(name));
  }

  private Mark push(String name) {
    Mark mark = newMark(innermost(), name);
    savepoints.push(mark);
    return mark;
  }

  private Mark newMark(Frame frame, String name) {
    return new Mark(this, frame, name, SavepointNames.fold(name), ++moment);
  }

  private String checkedName(String name) {
    String folded = SavepointNames.fold(SavepointNames.check(name));
    Mark active = savepoints.find(mark -> mark.folded.equals(folded));
    if (active != null && active.isScopeStart()) {
      throw new InvalidSavepointException(
          "The name \"%s\" belongs to the %s: take another".formatted(name, active.frame));
    } else if (active != null && active.frame != innermost()) {
      throw new InvalidSavepointException(
          "A savepoint \"%s\" is active in the outer %s: take another name"
              .formatted(active.name, active.frame));
    }
    return name;
  }

  private String nextName() {
    while (true) {
      String name = "SP_" + ++counter;
      String folded = SavepointNames.fold(name);
      if (savepoints.find(mark -> mark.folded.equals(folded)) == null) {
        return name;
      }
    }
  }

  void rollbackTo(Mark mark) {
    checkUsableMark(mark, "rolled back to");
    if (innermost().failure != null && !mark.sent) {
      throw new ScopeFailedException(
          "Savepoint \"%s\" was never reached by the server before the %s failed: roll back the scope, or to an earlier savepoint"
              .formatted(mark, innermost()),
          innermost().failure);
    }
    innermost().closeCursorsSince(mark.moment);
    try {
      server.rollbackTo(mark);
    } catch (TransactionException e) {
      doom(e.getCause() == null ? e : e.getCause());
      throw e;
    }
    savepoints.rolledBackTo(mark);
    innermost().failure = null;
  }

  void release(Mark mark) {
    checkUsableMark(mark, "released");
    if (isBroken()) {
      throw refusal("releasing savepoint \"%s\" is refused".formatted(mark));
    }
    savepoints.release(mark);
  }

  /** The savepoint behind a handle, which must be one of this transaction's. */
  Mark ownMark(Savepoint savepoint) {
    if (savepoint instanceof Mark mark && mark.belongsTo(this)) {
      return mark;
    }
    throw new InvalidSavepointException(
        "Savepoint \"%s\" was not taken in this transaction, but in one that has ended, of another thread or of another backend"
            .formatted(savepoint));
  }

  Mark activeMark(String name) {
    String folded = SavepointNames.fold(name);
    if (doom != null) {
      throw refusal("savepoint \"%s\" is gone".formatted(name));
    }
    Mark mark = savepoints.find(m -> m.folded.equals(folded));
    if (mark == null) {
      throw new InvalidSavepointException(
          "No savepoint \"%s\" is active; active are %s".formatted(name, savepoints.active()));
    }
    return mark;
  }

  List<Savepoint> activeSavepoints() {
    return savepoints.active();
  }

  private void checkUsableMark(Mark mark, String action) {
    if (doom != null && !frames.isEmpty()) {
      throw refusal("savepoint \"%s\" is gone".formatted(mark));
    } else if (!mark.isActive()) {
      throw new InvalidSavepointException(
          "Savepoint \"%s\" is gone (released, replaced, or removed with its scope or an earlier savepoint) and cannot be %s; active are %s"
              .formatted(mark, action, savepoints.active()));
    } else if (mark.isScopeStart()) {
      throw new InvalidSavepointException(
          "Savepoint \"%s\" is the start of the %s and cannot be %s: commit or roll back the scope"
              .formatted(mark, mark.frame, action));
    } else if (mark.frame != innermost()) {
      throw new InvalidSavepointException(
          "Savepoint \"%s\" belongs to the outer %s and cannot be %s from the %s: end the inner scope first"
              .formatted(mark, mark.frame, action, innermost()));
    }
  }

  // Statements

  /** The connection, with everything sent that the next statement needs. */
  C ready() {
    if (isBroken()) {
      throw refusal("the statement was not sent");
    }
    try {
      return server.ready();
    } catch (ServerTransaction.ControlFailure e) {
      apply(e.damage(), e.exception().getCause());
      throw e.exception();
    }
  }

  /** Takes in that a statement failed. Gives what to throw. */
  RuntimeException failed(SQLException failure, @Nullable String sql) {
    if (doom != null) {
      return dialect.translate(failure, sql);
    }
    ServerTransaction.Failure assessed = server.assess(failure, sql);
    apply(assessed.damage(), assessed.error());
    return assessed.error();
  }

  /** Takes in that a call on the driver's connection failed, in the hands of the application. */
  void failedRaw(SQLException failure) {
    if (doom == null && !frames.isEmpty()) {
      ServerTransaction.Failure assessed = server.assess(failure, null);
      apply(assessed.damage(), assessed.error());
    }
  }

  /**
   * A call on the driver's connection is a statement like any other: it may be refused, and it
   * needs what scopes and savepoints, begun or ended since the connection was lent, have pending.
   */
  void beforeRawCall() {
    if (frames.isEmpty()) {
      throw new TransactionException(
          "The transaction has ended in which this connection was lent: ask for it again");
    }
    ready();
  }

  /** Takes in what the application did with the driver's connection itself. */
  void afterRawAccess() {
    if (frames.isEmpty() || isBroken()) {
      return;
    }
    ServerTransaction.Failure assessed = server.assessAfterRawAccess();
    if (assessed != null) {
      apply(assessed.damage(), assessed.error());
    }
  }

  private void apply(Damage damage, @Nullable Throwable cause) {
    switch (damage) {
      case STATEMENT -> {}
      case SCOPE -> innermostStarted().failure = cause;
      case TRANSACTION, CONNECTION -> doom(cause);
    }
  }

  private Frame innermostStarted() {
    for (int i = frames.size() - 1; i > 0; i--) {
      if (server.hasStarted(frames.get(i))) {
        return frames.get(i);
      }
    }
    return frames.get(0);
  }

  /** Something that has to be closed before the innermost scope ends. */
  void opened(Runnable close) {
    innermost().opened(close, ++moment);
  }

  void closed(Runnable close) {
    frames.forEach(frame -> frame.closed(close));
  }

  // State

  private void doom(@Nullable Throwable cause) {
    if (doom == null) {
      doom = cause;
      savepoints.clear();
      frames.forEach(frame -> frame.closeCursorsSince(-1));
    }
  }

  boolean isReadOnly() {
    return readOnly;
  }

  int level() {
    return frames.size();
  }

  Frame innermost() {
    return frames.get(frames.size() - 1);
  }

  TransactionStatus status() {
    if (doom != null) {
      return TransactionStatus.DOOMED;
    }
    return failure() == null ? TransactionStatus.ACTIVE : TransactionStatus.FAILED;
  }

  private @Nullable Throwable failure() {
    for (Frame frame : frames) {
      if (frame.failure != null) {
        return frame.failure;
      }
    }
    return null;
  }

  // Checks

  void checkThread(String what) {
    if (Thread.currentThread() != owner) {
      throw new TransactionException(
          "This %s belongs to thread \"%s\" and cannot be used by \"%s\": each thread has its own transaction"
              .formatted(what, owner.getName(), Thread.currentThread().getName()));
    }
  }

  private boolean isBroken() {
    return doom != null || failure() != null;
  }

  private TransactionException refusal(String refused) {
    Throwable first = doom == null ? failure() : doom;
    String reason = first == null ? "" : " First error: " + first.getMessage();
    return doom != null
        ? new TransactionDoomedException(
            "The transaction is lost, so %s: roll back every scope.%s".formatted(refused, reason),
            doom)
        : new ScopeFailedException(
            "The scope has failed, so %s: roll it back, or back to a savepoint taken in it.%s"
                .formatted(refused, reason),
            first == null ? new IllegalStateException() : first);
  }

  private void checkEndable(Frame frame, String action) {
    if (!frame.isActive()) {
      throw new TransactionException(
          "The %s has ended already: %s is refused".formatted(frame, action));
    } else if (frame.managed) {
      throw new TransactionException(
          "The %s was opened by transaction(work), which ends it itself: return from the work to commit, throw to roll back"
              .formatted(frame));
    } else if (innermost() != frame) {
      throw new TransactionException(
          "The %s cannot end before the %s inside it: end that first"
              .formatted(frame, innermost()));
    }
  }
}

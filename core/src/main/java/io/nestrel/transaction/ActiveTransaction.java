// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import io.nestrel.dialect.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The transaction of one thread, put together: its scopes ({@link ScopeStack}) and how they end
 * ({@link ScopeEnds}), its savepoints ({@link ExplicitSavepoints}), its statements ({@link
 * TransactionStatements}); {@link ServerTransaction} decides what the server has to be told, and
 * when.
 */
final class ActiveTransaction<C extends ControlConnection> {
  private final TransactionContext<C> context;
  private final TransactionDefinition definition;
  private final TransactionJournal journal;
  private final SavepointStack stack;
  private final ScopeStack scopes;
  private final RealTransaction<C> real;
  private final ServerTransaction<C> server;
  private final ExplicitSavepoints savepoints;
  private final TransactionStatements<C> statements;
  private final ObjectMemory memory;
  private final ScopeRollbacks rollbacks;
  private final ScopeEnds ends;
  private final BiConsumer<Hooks, Hooks.Kind> onEnd;

  /** The transaction that has taken this one's place on its thread. */
  private @Nullable ActiveTransaction<C> suspendedBy;

  /** The transaction whose place this one has taken. */
  private @Nullable ActiveTransaction<C> suspending;

  /**
   * @param onEnd is told when the transaction is over, and runs the hooks that are left then
   */
  ActiveTransaction(
      TransactionContext<C> context,
      TransactionDefinition definition,
      boolean managed,
      BiConsumer<Hooks, Hooks.Kind> onEnd) {
    Dialect dialect = context.dialect();
    String origin = origin(context);
    this.context = context;
    this.definition = definition;
    this.journal = new TransactionJournal(context.open(), definition.name(), origin);
    this.stack = ServerTransaction.stackFor(dialect);
    this.scopes = new ScopeStack(stack);
    Deadline deadline = Deadline.of(definition.timeout(), definition.name(), dialect);
    this.real =
        new RealTransaction<>(
            dialect, context.source(), definition.characteristics(), journal, deadline);
    this.server = new ServerTransaction<>(dialect, real, stack, journal, context.savepoints());
    this.memory = ObjectMemory.open(context.manager());
    this.savepoints = new ExplicitSavepoints(scopes, stack, server, memory);
    this.statements =
        new TransactionStatements<>(
            dialect, scopes, real, server, deadline, journal, context.settings().combining());
    this.rollbacks = new ScopeRollbacks(this, scopes, stack, server, real, memory);
    this.ends = new ScopeEnds(this, scopes, stack, real, memory, rollbacks);
    this.onEnd = onEnd;
    scopes.push(new Frame(this, 1, managed, 0, null, new ScopeJournal(definition.name(), origin)));
  }

  private static @Nullable String origin(TransactionContext<?> context) {
    return Origin.of(context.settings().tracing());
  }

  ScopeStack scopes() {
    return scopes;
  }

  ScopeEnds ends() {
    return ends;
  }

  ScopeRollbacks rollbacks() {
    return rollbacks;
  }

  ExplicitSavepoints savepoints() {
    return savepoints;
  }

  TransactionStatements<C> statements() {
    return statements;
  }

  String describe() {
    String own = Description.of(journal, definition, scopes, stack.active(), memory.remembered());
    return suspending == null
        ? own
        : "%s%nin the place of the suspended %s".formatted(own, suspending.describe());
  }

  /** Its backend is closed: what is touched from now on is not remembered any more. */
  void backendClosed() {
    memory.close();
  }

  List<Savepoint> activeSavepoints() {
    return stack.active();
  }

  boolean isReadOnly() {
    return definition.readOnly();
  }

  /**
   * The level that the server gives.
   *
   * @param serverDefault asks for it on another connection, as long as this one has none
   */
  IsolationLevel isolationLevel(Supplier<IsolationLevel> serverDefault) {
    if (definition.isolation() != null) {
      return definition.isolation();
    }
    if (scopes.isBroken()) {
      throw scopes.refusal("the server was not asked for its isolation level");
    }
    return real.hasConnection() ? statements.isolationLevel() : serverDefault.get();
  }

  // Beginning

  Frame beginNested(
      TransactionOptions options, boolean managed, Supplier<IsolationLevel> serverDefault) {
    refuseImpossible(options, "a nested scope cannot begin", serverDefault);
    Frame outer = scopes.innermost();
    boolean shares = !server.hasStarted(outer);
    Frame frame =
        new Frame(
            this,
            scopes.level() + 1,
            managed,
            savepoints.counter(),
            shares ? outer : null,
            new ScopeJournal(options.name(), origin(context)));
    String name = savepoints.nextName();
    if (!shares) {
      frame.startAt(savepoints.push(frame, name));
    }
    scopes.push(frame);
    memory.begin(frame);
    return frame;
  }

  JoinedScope join(
      TransactionOptions options, boolean managed, Supplier<IsolationLevel> serverDefault) {
    refuseImpossible(options, "no scope can join it", serverDefault);
    Frame frame = scopes.innermost();
    JoinedScope joined = new JoinedScope(this, frame, managed);
    frame.join(joined);
    return joined;
  }

  private void refuseImpossible(
      TransactionOptions options, String refused, Supplier<IsolationLevel> serverDefault) {
    if (scopes.isBroken()) {
      throw scopes.refusal(refused);
    }
    definition.refuseOther(options, context.dialect(), () -> isolationLevel(serverDefault));
  }

  // Ending

  /** A scope, and those inside it, are over. */
  void remove(Frame frame, String outcome) {
    scopes.remove(frame, outcome);
    savepoints.resetCounter(frame.counterAtStart);
  }

  /** All scopes are over; hooks of one kind are left to run. */
  void finish(String outcome, Hooks hooks, Hooks.Kind kind) {
    stack.clear();
    statements.end();
    journal.ended(outcome);
    onEnd.accept(hooks, kind);
  }

  // Standing aside for another one

  void suspendFor(ActiveTransaction<C> other) {
    suspendedBy = other;
    other.suspending = this;
    scopes.suspend(true);
    memory.suspend();
  }

  void resume() {
    suspendedBy = null;
    scopes.suspend(false);
    memory.resume();
  }

  /** How many connections it holds, together with those whose place it has taken. */
  int heldConnections() {
    return (real.hasConnection() ? 1 : 0) + (suspending == null ? 0 : suspending.heldConnections());
  }

  /** Rolls the transaction back, if there is one, that has taken this one's place. */
  void endSuspending() {
    if (suspendedBy != null) {
      suspendedBy.rollbacks.withInner(suspendedBy.scopes.outermost());
    }
  }

  /** The scope that begin gave last on this thread. */
  Scope innermostScope() {
    return suspendedBy == null ? scopes.innermostScope() : suspendedBy.innermostScope();
  }

  /** A scope and all that were begun inside it, the outermost first. */
  List<Scope> inside(Scope scope) {
    List<Scope> inside = new ArrayList<>(scopes.inside(scope));
    if (suspendedBy != null) {
      inside.addAll(suspendedBy.inside(suspendedBy.scopes.outermost()));
    }
    return inside;
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import io.nestrel.dialect.Damage;
import io.nestrel.dialect.Dialect;
import io.nestrel.dialect.Effect;
import io.nestrel.dialect.Feature;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * When the server is told what: BEGIN, SAVEPOINT and RELEASE wait for a statement that needs them,
 * rollbacks are sent at once.
 */
final class ServerTransaction<C extends ControlConnection> {
  private final Dialect dialect;
  private final RealTransaction<C> real;
  private final SavepointStack savepoints;
  private final TransactionJournal journal;
  private final SavepointTexts texts;

  /** Whether control statements travel with the statement that runs. */
  private boolean travelling;

  ServerTransaction(
      Dialect dialect,
      RealTransaction<C> real,
      SavepointStack savepoints,
      TransactionJournal journal,
      SavepointTexts texts) {
    this.texts = texts;
    this.journal = journal;
    this.dialect = dialect;
    this.real = real;
    this.savepoints = savepoints;
  }

  static SavepointStack stackFor(Dialect dialect) {
    return new SavepointStack(dialect.supports(Feature.SAVEPOINT_REPLACES_SAME_NAME));
  }

  /** Whether the server has seen the start of a scope. */
  boolean hasStarted(Frame frame) {
    Mark start = frame.startOwner().ownMark();
    return start == null ? real.hasBegun() : start.sent;
  }

  /**
   * The connection, after everything that has been waiting for it.
   *
   * @param sql the statement that is to be sent; null if it is not known
   */
  C ready(@Nullable String sql) throws ControlFailure {
    C open = real.connection();
    C c = open == null ? real.beginning().alone() : open;
    String release;
    while ((release = savepoints.pendingRelease()) != null) {
      sendRelease(c, release);
    }
    for (Mark mark : savepoints.pending()) {
      sendSavepoint(c, mark);
    }
    real.sending(sql);
    return c;
  }

  // Together with a statement

  /**
   * The connection, on which what is pending travels with the statement, if there is a way, and
   * else has been sent. Afterwards {@link #settle} has to be called.
   */
  C readyTogether(String sql) throws ControlFailure {
    C open = real.connection();
    travelling = open == null || savepoints.pendingRelease() != null || savepoints.hasPending();
    if (!travelling) {
      real.sending(sql);
      return Objects.requireNonNull(open);
    }
    C c = open == null ? real.beginning().connection() : open;
    if (!c.lead(pending(open == null), sql)) {
      travelling = false;
      return ready(sql);
    }
    savepoints.pending().forEach(mark -> mark.place = real.place());
    real.sending(sql);
    return c;
  }

  boolean isTravelling() {
    return travelling;
  }

  /** The connection is lost, and what was on its way with it. */
  void nothingTravels() {
    travelling = false;
  }

  private List<String> pending(boolean begin) {
    List<String> controls = new ArrayList<>(3);
    if (begin) {
      controls.addAll(real.beginning().texts());
    }
    for (String name : savepoints.pendingReleases()) {
      controls.add(texts.of(name).release());
    }
    for (Mark mark : savepoints.pending()) {
      controls.add(texts.of(mark.name).take());
    }
    return controls;
  }

  /**
   * Takes in how the statement ended.
   *
   * @param failure null if it worked, or what it threw is not the server's
   * @throws SQLException if the driver cannot be told
   */
  void settle(C c, @Nullable SQLException failure) throws SQLException {
    if (!travelling) {
      return;
    }
    travelling = false;
    Effect effect = effect(c, failure);
    if (effect == Effect.NONE) {
      return; // all of it is still pending
    }
    if (!real.hasBegun()) {
      real.begun(c);
    }
    savepoints.allReleased();
    if (effect == Effect.ALL) {
      savepoints.pending().forEach(this::taken);
    }
  }

  private Effect effect(C c, @Nullable SQLException failure) throws SQLException {
    if (!c.hasLed()) {
      return Effect.NONE;
    }
    return failure == null || c.hasRun()
        ? Effect.ALL
        : dialect.transactions().effect(failure, c.jdbc());
  }

  private void taken(Mark mark) {
    mark.sent = true;
    journal.savepoint(dialect.transactions().cheapSavepoints());
  }

  private void sendRelease(C c, String name) throws ControlFailure {
    String sql = texts.of(name).release();
    try {
      c.control(sql);
    } catch (SQLException e) {
      Failure failure = real.assess(e, sql);
      real.abandon();
      throw new ControlFailure(
          failure.refusing("A savepoint could not be released"), Damage.CONNECTION);
    }
    savepoints.released();
  }

  private void sendSavepoint(C c, Mark mark) throws ControlFailure {
    String sql = texts.of(mark.name).take();
    try {
      c.control(sql);
    } catch (SQLException e) {
      Failure failure = real.assess(e, sql);
      throw new ControlFailure(
          failure.refusing("Savepoint \"%s\" could not be taken".formatted(mark)),
          failure.damage());
    }
    mark.place = real.place();
    taken(mark);
  }

  /** Rolls back to a savepoint, if the server has it. */
  void rollbackTo(Mark mark) {
    C c = real.connection();
    if (!mark.sent || c == null) {
      return;
    }
    String sql = texts.of(mark.name).rollbackTo();
    try {
      c.control(sql);
    } catch (SQLException e) {
      Failure failure = real.assess(e, sql);
      real.abandon();
      throw failure.refusing(
          "Rolling back to savepoint \"%s\" failed, so the whole transaction is lost"
              .formatted(mark));
    }
    real.refuseIncompleteRollback(c, mark.place);
  }

  /**
   * Rolls back to the start of a scope, so that all its savepoints are pending again. The outermost
   * scope's start is ROLLBACK; BEGIN goes again with the next statement.
   */
  void rollbackToStartOf(Frame owner) {
    Mark start = owner.ownMark();
    if (start == null) {
      real.rollbackAndKeep();
    } else {
      rollbackTo(start);
    }
    if (start == null || start.sent) {
      savepoints.unsendAfter(start);
    }
  }
}

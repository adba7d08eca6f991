// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import io.nestrel.dialect.Damage;
import io.nestrel.error.DatabaseException;
import java.sql.SQLException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the server begins a transaction, by itself or together with the first statement. */
final class Beginning<C extends ControlConnection> {
  private static final Logger log = LoggerFactory.getLogger(TransactionManager.class);

  private final RealTransaction<C> real;
  private final HeldConnection<C> held;
  private final List<String> texts;

  /** How many of the texts have worked. */
  private int sent;

  /**
   * @param texts what begins it, in order
   */
  Beginning(RealTransaction<C> real, HeldConnection<C> held, List<String> texts) {
    this.real = real;
    this.held = held;
    this.texts = texts;
  }

  /** What begins it, in order. */
  List<String> texts() {
    return texts;
  }

  /**
   * A connection on which it can begin.
   *
   * @throws ControlFailure if there is none to be had
   */
  C connection() throws ControlFailure {
    try {
      return held.take();
    } catch (DatabaseException e) {
      throw refused(e);
    }
  }

  /**
   * Begins on the connection that it still has, else on one from the pool. A pooled connection that
   * turns out to be dead is thrown away and another one tried, once, because nothing was sent over
   * it yet, and since then the source knows that its connections may be dead.
   */
  C alone() throws ControlFailure {
    for (boolean mayBeDead = true; ; mayBeDead = false) {
      C c = connection();
      mayBeDead &= held.isFresh();
      sent = 0;
      try {
        held.timed(c, this::send);
        real.begun(c);
        return c;
      } catch (SQLException e) {
        Failure failure = real.assess(e, texts.get(Math.min(sent, texts.size() - 1)));
        boolean dead = failure.damage() == Damage.CONNECTION;
        // What was set for the next transaction would be there for somebody else's.
        giveBack(!dead && sent == 0);
        if (!mayBeDead || !dead || held.isTimeOver()) {
          throw refused(failure.error());
        }
        log.debug("A connection of the pool was dead; another one is taken", e);
      }
    }
  }

  private boolean send(C c) throws SQLException {
    for (String text : texts) {
      c.control(text);
      sent++;
    }
    return true;
  }

  /** The connection goes back on which it was to begin and did not. */
  void giveBack(boolean usable) {
    if (usable && held.isIdle()) {
      held.giveBack();
    } else {
      real.abandon();
    }
  }

  /** What never reached the server does no damage: the next statement tries again. */
  private static ControlFailure refused(DatabaseException error) {
    return new ControlFailure(
        new Failure(error, Damage.STATEMENT).refusing("The transaction could not be started"),
        Damage.STATEMENT);
  }
}

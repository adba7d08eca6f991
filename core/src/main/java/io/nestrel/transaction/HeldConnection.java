// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import io.nestrel.dialect.Dialect;
import io.nestrel.dialect.ServerState;
import io.nestrel.dialect.TransactionCharacteristics;
import io.nestrel.dialect.TransactionDialect;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connection that a transaction has from the pool, and how it leaves it. */
final class HeldConnection<C extends ControlConnection> {
  private static final Logger log = LoggerFactory.getLogger(TransactionManager.class);

  private final TransactionDialect control;
  private final ConnectionSource<C> source;
  private final TransactionCharacteristics characteristics;
  private final @Nullable Deadline deadline;
  private @Nullable C connection;

  /** Whether nothing has worked on it since it was borrowed. */
  private boolean fresh;

  HeldConnection(
      Dialect dialect,
      ConnectionSource<C> source,
      TransactionCharacteristics characteristics,
      @Nullable Deadline deadline) {
    this.deadline = deadline;
    this.control = dialect.transactions();
    this.source = source;
    this.characteristics = characteristics;
  }

  @Nullable C get() {
    return connection;
  }

  /** The connection, from the pool if there is none yet. */
  C take() {
    C c = connection;
    if (c == null) {
      Duration atMost = deadline == null ? ConnectionSource.PATIENT : deadline.left();
      c = source.borrow(!characteristics.readOnly(), atMost);
      connection = c;
      fresh = true;
    }
    return c;
  }

  /** Whether nothing has worked on it since it was borrowed; it may be dead. */
  boolean isFresh() {
    return fresh;
  }

  /** Something has worked on it. */
  void works() {
    fresh = false;
  }

  boolean isTimeOver() {
    return deadline != null && deadline.isOver();
  }

  /**
   * Does something on the connection that is stopped when the time is over; the connection is then
   * gone, because what the server makes of it may come late.
   */
  <R extends @Nullable Object> R timed(C c, StatementWork<C, R> work) throws SQLException {
    if (deadline == null) {
      return work.run(c);
    }
    deadline.enter(c.jdbc());
    try {
      return work.run(c);
    } finally {
      if (deadline.leave()) {
        discard();
      }
    }
  }

  /** Whether the server says that no transaction is open on it. */
  boolean isIdle() {
    try {
      return connection != null && control.state(connection.jdbc()) == ServerState.IDLE;
    } catch (SQLException e) {
      log.debug("The server's state cannot be told; the connection is closed", e);
      return false;
    }
  }

  /** Tells the driver that the transaction is over; if it does not see that, discards. */
  void ended() {
    C c = connection;
    try {
      if (c != null) {
        control.ended(c.jdbc());
      }
    } catch (SQLException e) {
      log.debug(
          "The driver does not see that the transaction is over; the connection is closed", e);
      discard();
    }
  }

  /** Gives it back to the pool, if there is one, with its defaults. */
  void giveBack() {
    C c = connection;
    if (c == null) {
      return;
    }
    connection = null;
    try {
      for (String sql : control.reset(characteristics)) {
        c.control(sql);
      }
    } catch (SQLException e) {
      log.warn("A connection could not be given its defaults back and is closed", e);
      c.discard();
      return;
    }
    c.giveBack();
  }

  /** Closes it for good, if there is one. */
  void discard() {
    C c = connection;
    connection = null;
    if (c != null) {
      c.discard();
    }
  }
}

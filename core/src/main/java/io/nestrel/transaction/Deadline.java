// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import io.nestrel.dialect.Dialect;
import io.nestrel.dialect.TransactionDialect;
import io.nestrel.error.TransactionTimeoutException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When a transaction has to be over. The statement that runs then is cancelled on the server; after
 * it none is sent. Belongs to one thread, and to the one that keeps the time.
 */
final class Deadline {
  private static final Logger log = LoggerFactory.getLogger(TransactionManager.class);

  /** As far in the future as the clock can tell. */
  private static final Duration NEVER = Duration.ofNanos(Long.MAX_VALUE / 2);

  /** How long to wait before a statement that still runs is cancelled once more. */
  private static final long AGAIN_MILLIS = 50;

  private final Duration timeout;
  private final @Nullable String name;
  private final TransactionDialect control;
  private final long start = System.nanoTime();
  private final long nanos;
  private @Nullable Future<?> alarm;

  /** The connection on which a statement is running; null if none is. */
  private @Nullable Connection running;

  /** How many statements run: those in the work of withConnection run inside it. */
  private int depth;

  private TransactionDialect.@Nullable Undo undo;
  private long cancels;

  private Deadline(Duration timeout, @Nullable String name, TransactionDialect control) {
    this.timeout = timeout;
    this.name = name;
    this.nanos = (timeout.compareTo(NEVER) < 0 ? timeout : NEVER).toNanos();
    this.control = control;
  }

  /** The deadline of a transaction that begins now, which may have a name; null for none. */
  static @Nullable Deadline of(@Nullable Duration timeout, @Nullable String name, Dialect dialect) {
    return timeout == null ? null : new Deadline(timeout, name, dialect.transactions());
  }

  boolean isOver() {
    return nanosLeft() <= 0;
  }

  /** How long it is until then; zero if it is over. */
  Duration left() {
    return Duration.ofNanos(Math.max(0, nanosLeft()));
  }

  private long nanosLeft() {
    return nanos - (System.nanoTime() - start);
  }

  TransactionTimeoutException exceeded(@Nullable Throwable cause) {
    String message =
        "The time of %s of the transaction%s is over, so it can only be rolled back"
            .formatted(timeout, name == null ? "" : " \"%s\"".formatted(name));
    return cause == null
        ? new TransactionTimeoutException(message)
        : new TransactionTimeoutException(message, cause);
  }

  /** A statement begins. */
  synchronized void enter(Connection connection) throws SQLException {
    TransactionDialect.Undo shorter = control.waitAtMost(connection, left());
    if (depth == 0) {
      undo = shorter;
      running = connection;
      if (alarm == null) {
        schedule(nanosLeft());
      }
    }
    depth++;
  }

  /**
   * The statement has ended, one way or another.
   *
   * @return whether it was cancelled: what the server makes of that may come late, so the
   *     connection must not be used any more
   */
  synchronized boolean leave() {
    if (--depth == 0) {
      running = null;
      putBack();
    }
    return cancels > 0;
  }

  private void putBack() {
    try {
      if (undo != null) {
        undo.undo();
      }
    } catch (SQLException e) {
      log.debug("A connection could not be told to wait for locks as long as before", e);
    }
  }

  private void schedule(long delay) {
    alarm =
        Timer.in(
            delay,
            TimeUnit.NANOSECONDS,
            () -> Timer.daemon("nestrel-cancel", this::cancel).start());
  }

  /** The server ignores it if the statement is still on its way there, so it is told again. */
  private synchronized void cancel() {
    if (running == null) {
      alarm = null;
      return;
    }
    cancels++;
    try {
      control.cancel(running);
    } catch (SQLException | RuntimeException e) {
      log.warn("A statement whose time is over could not be cancelled", e);
    }
    schedule(TimeUnit.MILLISECONDS.toNanos(AGAIN_MILLIS * Math.min(cancels, AGAIN_MILLIS)));
  }

  /** The transaction is over. */
  synchronized void end() {
    if (alarm != null) {
      alarm.cancel(false);
    }
  }
}

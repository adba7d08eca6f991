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

  private final Duration timeout;
  private final TransactionDialect control;
  private final long start = System.nanoTime();
  private @Nullable Future<?> alarm;

  /** The connection on which a statement is running; null if none is. */
  private @Nullable Connection running;

  private boolean cancelled;

  private Deadline(Duration timeout, TransactionDialect control) {
    this.timeout = timeout;
    this.control = control;
  }

  /** The deadline of a transaction that begins now; null for none. */
  static @Nullable Deadline of(@Nullable Duration timeout, Dialect dialect) {
    return timeout == null ? null : new Deadline(timeout, dialect.transactions());
  }

  boolean isOver() {
    return left() <= 0;
  }

  /** Whether a statement was cancelled. */
  synchronized boolean isCancelled() {
    return cancelled;
  }

  private long left() {
    return timeout.toNanos() - (System.nanoTime() - start);
  }

  TransactionTimeoutException exceeded(@Nullable Throwable cause) {
    String message =
        "The transaction's time of %s is over, so it can only be rolled back".formatted(timeout);
    return cause == null
        ? new TransactionTimeoutException(message)
        : new TransactionTimeoutException(message, cause);
  }

  /** A statement begins. */
  synchronized void enter(Connection connection) {
    running = connection;
    if (alarm == null) {
      alarm =
          Timer.in(
              left(),
              TimeUnit.NANOSECONDS,
              () -> Timer.daemon("nestrel-cancel", this::cancel).start());
    }
  }

  /**
   * The statement has ended, one way or another.
   *
   * @return whether it was cancelled: what the server makes of that may come late, so the
   *     connection must not be used any more
   */
  synchronized boolean leave() {
    running = null;
    return cancelled;
  }

  private synchronized void cancel() {
    if (running != null) {
      cancelled = true;
      try {
        control.cancel(running);
      } catch (SQLException e) {
        log.warn("A statement whose time is over could not be cancelled", e);
      }
    }
  }

  /** The transaction is over. */
  synchronized void end() {
    if (alarm != null) {
      alarm.cancel(false);
    }
  }
}

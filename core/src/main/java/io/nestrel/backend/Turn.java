// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend;

import io.nestrel.dialect.Dialect;
import io.nestrel.dialect.Feature;
import io.nestrel.error.DatabaseError;
import io.nestrel.error.LockTimeoutException;
import io.nestrel.error.TransactionException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is where a database allows one writer (or one user) at a time: threads wait in a
 * queue, first come, first served, instead of being told that the database is locked. Thread-safe.
 */
final class Turn {
  private final Dialect dialect;
  private final Duration patience;
  private final boolean forWriters;
  private final boolean forAll;
  private final Semaphore turns = new Semaphore(1, true);
  private volatile @Nullable Thread holder;

  Turn(Dialect dialect, Duration patience) {
    this.dialect = dialect;
    this.patience = patience;
    this.forAll = !dialect.supports(Feature.CONCURRENT_CONNECTIONS);
    this.forWriters = !dialect.supports(Feature.CONCURRENT_WRITERS);
  }

  /**
   * Waits for the turn, if the database has turns.
   *
   * @param atMost how long, if that is shorter than its own patience
   * @return whether one was taken and has to be given back
   */
  boolean take(boolean mayWrite, Duration atMost) {
    if (!forAll && !(forWriters && mayWrite)) {
      return false;
    }
    if (holder == Thread.currentThread()) {
      if (!forAll && mayWrite) {
        throw new TransactionException(
            "This thread is writing to the %s database on one connection already and would wait for itself: do both in one transaction"
                .formatted(dialect.name()));
      }
      throw new TransactionException(
          "This thread is using the only connection of the %s database already and would wait for itself: close the stream, or do both in one transaction"
              .formatted(dialect.name()));
    }
    Duration wait = atMost.compareTo(patience) < 0 ? atMost : patience;
    try {
      if (!turns.tryAcquire(wait.toNanos(), TimeUnit.NANOSECONDS)) {
        throw timeout("waited %d ms".formatted(wait.toMillis()), null);
      }
      holder = Thread.currentThread();
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw timeout("was interrupted waiting", e);
    }
  }

  void giveBack(boolean taken) {
    if (taken) {
      holder = null;
      turns.release();
    }
  }

  private LockTimeoutException timeout(String what, @Nullable InterruptedException cause) {
    String message =
        "%s: %s for another thread that is %s"
            .formatted(
                dialect.name(),
                what,
                forAll
                    ? "using the memory database, which has one connection; a file has many"
                    : "writing; there is one writer at a time");
    Throwable reason = cause == null ? new TimeoutException(what) : cause;
    return new LockTimeoutException(new DatabaseError(message, null, 0, null, null, reason));
  }
}

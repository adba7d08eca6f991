// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The transactions that a backend has open on the server. Thread-safe. */
final class OpenTransactions {
  private static final Logger log = LoggerFactory.getLogger(TransactionManager.class);

  private final Duration tooLong;
  private final Set<TransactionJournal> open = ConcurrentHashMap.newKeySet();
  private volatile @Nullable Future<?> watch;

  /**
   * @param tooLong how long one may be open before the log warns of it
   */
  OpenTransactions(Duration tooLong) {
    this.tooLong = tooLong;
  }

  void begun(TransactionJournal transaction) {
    open.add(transaction);
    if (watch == null) {
      startWatch();
    }
  }

  void ended(TransactionJournal transaction) {
    open.remove(transaction);
  }

  private synchronized void startWatch() {
    if (watch == null) {
      long pause = Math.max(1, tooLong.toMillis() / 2);
      watch = Timer.every(pause, TimeUnit.MILLISECONDS, this::warnOfOld);
    }
  }

  private void warnOfOld() {
    for (TransactionJournal transaction : open) {
      if (transaction.age().compareTo(tooLong) > 0 && transaction.warnOnce()) {
        log.warn(
            "The {} has been open for {} and keeps its connection and locks: commit it or roll it back",
            transaction,
            TransactionJournal.inWords(transaction.age()));
      }
    }
  }

  /** The backend is closed: what is open is lost. */
  synchronized void close() {
    if (watch != null) {
      watch.cancel(false);
    }
    open.forEach(
        transaction ->
            log.warn("The backend is closed while the {} is open: it is rolled back", transaction));
    open.clear();
  }
}

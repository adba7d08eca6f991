// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is told of one transaction: a line in the log when it ends, a warning if it stays open, an
 * event for Java Flight Recorder. Written by its own thread; others may read its name and age.
 */
final class TransactionJournal {
  private static final Logger log = LoggerFactory.getLogger(TransactionManager.class);

  private final OpenTransactions open;
  private final @Nullable String name;
  private final @Nullable String origin;
  private final String thread = Thread.currentThread().getName();
  private final long start = System.nanoTime();
  private final @Nullable TransactionEvent event = FlightRecording.transaction();

  /** Written by the timer alone. */
  private volatile boolean warned;

  private boolean registered;
  private int statements;
  private int savepoints;

  /**
   * @param name null for none
   * @param origin where it was begun; null if that is not traced
   */
  TransactionJournal(OpenTransactions open, @Nullable String name, @Nullable String origin) {
    this.open = open;
    this.name = name;
    this.origin = origin;
  }

  /** The server has begun it. */
  void begun() {
    if (!registered) {
      registered = true;
      open.begun(this);
    }
  }

  void statement() {
    statements++;
  }

  /**
   * A savepoint was sent.
   *
   * @param cheap how many cost nobody anything
   */
  void savepoint(int cheap) {
    if (++savepoints == cheap + 1) {
      log.warn(
          "The {} has taken more than {} savepoints; from here on it slows down all who read what it changes. Commit more often, as forEach with commitEvery(n) does",
          this,
          cheap);
    }
  }

  /**
   * It is over.
   *
   * @param outcome such as "committed"
   */
  void ended(String outcome) {
    if (registered) {
      open.ended(this);
    }
    if (log.isDebugEnabled()) {
      log.debug(
          "The {} was {} after {}: {}, {}",
          this,
          outcome,
          inWords(age()),
          count(statements, "statement"),
          count(savepoints, "savepoint"));
    }
    if (event != null) {
      event.ended(name, outcome, statements, savepoints);
    }
  }

  Duration age() {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /** Whether nobody was warned of it yet. */
  boolean warnOnce() {
    boolean first = !warned;
    warned = true;
    return first;
  }

  /** Such as "1 statement" or "2 statements". */
  static String count(int number, String noun) {
    return "%d %s%s".formatted(number, noun, number == 1 ? "" : "s");
  }

  /** Such as "1.25 ms" or "75.0 s". */
  static String inWords(Duration time) {
    double millis = time.toNanos() / 1e6;
    return millis < 1_000
        ? String.format(Locale.ROOT, "%.2f ms", millis)
        : String.format(Locale.ROOT, "%.1f s", millis / 1_000);
  }

  @Override
  public String toString() {
    return "transaction%s of thread \"%s\"%s"
        .formatted(
            name == null ? "" : " \"" + name + "\"",
            thread,
            origin == null ? "" : ", begun at " + origin);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** Counts what it took to make the transfers. Thread-safe. */
final class MoneyTable {
  private final Map<String, LongAdder> failures = new ConcurrentHashMap<>();
  private final LongAdder transfers = new LongAdder();
  private final LongAdder attempts = new LongAdder();
  private final AtomicInteger most = new AtomicInteger();
  private final LongAdder rolledBack = new LongAdder();
  private final LongAdder committed = new LongAdder();
  private volatile long start;

  /** The clock starts. */
  void begin() {
    start = System.nanoTime();
  }

  /** A transfer was made. */
  void made(int tries) {
    transfers.increment();
    attempts.add(tries);
    most.accumulateAndGet(tries, Math::max);
  }

  /** An attempt failed and another one follows, or not. */
  void failed(Throwable failure) {
    String kind = failure.getClass().getSimpleName().replace("Exception", "");
    failures.computeIfAbsent(kind, k -> new LongAdder()).increment();
  }

  /** A transaction's hook after the rollback has run. */
  void rolledBack() {
    rolledBack.increment();
  }

  /** A transaction's hook after the commit has run. */
  void committed() {
    committed.increment();
  }

  long transfers() {
    return transfers.sum();
  }

  long retries() {
    return attempts.sum() - transfers.sum();
  }

  long rollbacks() {
    return rolledBack.sum();
  }

  long commits() {
    return committed.sum();
  }

  long failures() {
    return failures.values().stream().mapToLong(LongAdder::sum).sum();
  }

  @Override
  public String toString() {
    return "%d transfers, %d attempts, %d retries %s, at most %d for one, %d ms"
        .formatted(
            transfers(),
            attempts.sum(),
            retries(),
            new TreeMap<>(failures),
            most.get(),
            Duration.ofNanos(System.nanoTime() - start).toMillis());
  }
}

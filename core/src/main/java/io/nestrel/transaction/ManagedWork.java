// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import io.nestrel.error.DatabaseException;
import io.nestrel.error.TransactionException;
import io.nestrel.error.TransactionTimeoutException;
import io.nestrel.error.UnknownCommitOutcomeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Work that runs in a scope of its own, and runs again if the policy says so. */
final class ManagedWork<
    C extends ControlConnection, R extends @Nullable Object, X extends Exception> {
  private static final Logger log = LoggerFactory.getLogger(TransactionManager.class);

  private final CurrentTransaction<C> current;
  private final TransactionOptions options;
  private final TransactionCallable<R, X> work;

  /** What cost the last attempt its transaction; null if nothing did. */
  private @Nullable Throwable damage;

  ManagedWork(
      CurrentTransaction<C> current, TransactionOptions options, TransactionCallable<R, X> work) {
    this.current = current;
    this.options = options;
    this.work = work;
  }

  R run() throws X {
    RetryPolicy policy = options.retry();
    // A scope that begins no transaction of its own is refused with its options.
    return policy == null || !current.wouldStart(options) ? attempt() : retry(policy);
  }

  private R attempt() throws X {
    Scope scope = current.begin(options, true);
    try {
      R result = work.call();
      scope.commitManaged();
      return result;
    } catch (Throwable e) {
      damage = scope.damage();
      try {
        scope.rollbackManaged(e);
      } catch (RuntimeException second) {
        suppress(e, second);
      }
      throw e;
    }
  }

  private R retry(RetryPolicy policy) throws X {
    List<Throwable> earlier = new ArrayList<>();
    while (true) {
      try {
        return attempt();
      } catch (Throwable e) {
        int failed = earlier.size() + 1;
        if (failed == policy.attempts()
            || !isWorthIt(policy, e)
            || !waited(policy.waitAfter(failed))) {
          earlier.forEach(failure -> suppress(e, failure));
          throw e;
        }
        log.debug("Attempt {} of {} failed; the work runs again", failed, policy.attempts(), e);
        earlier.add(e);
      }
    }
  }

  /** What the work threw does not count where the transaction was lost before. */
  private boolean isWorthIt(RetryPolicy policy, Throwable thrown) {
    Throwable reason = damage == null ? thrown : damage;
    if (reason instanceof UnknownCommitOutcomeException || reason instanceof Error) {
      return false;
    } else if (reason instanceof TransactionException
        && !(reason instanceof TransactionTimeoutException)
        && reason.getCause() instanceof DatabaseException failure) {
      return policy.isWorthIt(failure);
    }
    return policy.isWorthIt(reason);
  }

  /** Work may throw the same object again and again. */
  private static void suppress(Throwable e, Throwable other) {
    if (other != e && !Arrays.asList(e.getSuppressed()).contains(other)) {
      e.addSuppressed(other);
    }
  }

  /** Whether the wait was not interrupted. */
  private static boolean waited(Duration wait) {
    try {
      // Only time helps: those that the work collided with send no word when they are done. And the
      // work belongs to this thread, so no timer on another one could run it again.
      Thread.sleep(wait.toMillis(), wait.toNanosPart() % 1_000_000);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}

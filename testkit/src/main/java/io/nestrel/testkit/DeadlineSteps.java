// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.transaction.TransactionOptions;
import io.nestrel.transaction.TransactionRunnable;
import java.time.Duration;
import org.assertj.core.api.AbstractThrowableAssert;

/** What scenarios share in which the time of a transaction runs out. */
interface DeadlineSteps extends Contract {
  /** Short, but long enough for a few statements on a machine that has much to do. */
  Duration SOON = Duration.ofMillis(500);

  TransactionOptions UNTIL_SOON = TransactionOptions.defaults().timeout(SOON);

  /** A query that takes minutes. */
  String endlessQuery();

  default void runEndless() {
    backend().query(endlessQuery(), row -> 1);
  }

  static void passTime() {
    long end = System.nanoTime() + SOON.toNanos();
    while (System.nanoTime() - end < 0) {
      Thread.onSpinWait();
    }
  }

  /** What becomes of work that takes too long. */
  default AbstractThrowableAssert<?, ?> assertThatUntilSoon(TransactionRunnable<?> work) {
    return assertThatThrownBy(() -> backend().transaction(UNTIL_SOON, work));
  }

  default void assertUsable() {
    assertThat(manager().level()).isZero();
    assertThat(ids()).isEmpty();
    backend().transaction(() -> insert(7));
    assertThat(ids()).containsExactly(7);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.error.ConnectionLostException;
import io.nestrel.error.DatabaseError;
import io.nestrel.error.DatabaseException;
import io.nestrel.error.DeadlockException;
import io.nestrel.error.LockTimeoutException;
import io.nestrel.error.SerializationFailureException;
import io.nestrel.error.UniqueViolationException;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Which failures, how often, and how long in between. */
class RetryPolicyTest {
  private static final DatabaseError ERROR =
      new DatabaseError("scripted", null, 0, null, null, new SQLException());

  @Test
  void by_default_what_others_caused_is_worth_it() {
    RetryPolicy policy = RetryPolicy.attempts(2);
    assertThat(policy.isWorthIt(new DeadlockException(ERROR))).isTrue();
    assertThat(policy.isWorthIt(new SerializationFailureException(ERROR))).isTrue();
    assertThat(policy.isWorthIt(new LockTimeoutException(ERROR))).isTrue();
    assertThat(policy.isWorthIt(new DatabaseException(ERROR))).isFalse();
    assertThat(policy.isWorthIt(new ConnectionLostException(ERROR))).isFalse();
    assertThat(policy.isWorthIt(new UniqueViolationException(ERROR))).isFalse();
    assertThat(policy.isWorthIt(new IllegalStateException())).isFalse();
  }

  @Test
  void waits_grow_to_the_longest_and_are_at_least_half_of_what_they_may_be() {
    RetryPolicy policy =
        RetryPolicy.attempts(9).waits(Duration.ofMillis(10), Duration.ofMillis(35));
    long[] limits = {10, 20, 35, 35};
    for (int failed = 1; failed <= limits.length; failed++) {
      Duration limit = Duration.ofMillis(limits[failed - 1]);
      for (int i = 0; i < 100; i++) {
        assertThat(policy.waitAfter(failed)).isBetween(limit.dividedBy(2), limit);
      }
    }
  }

  @Test
  void waits_stay_within_bounds_after_very_many_failures() {
    RetryPolicy policy =
        RetryPolicy.attempts(Integer.MAX_VALUE).waits(Duration.ofNanos(1), Duration.ofDays(30_000));
    assertThat(policy.waitAfter(Integer.MAX_VALUE))
        .isBetween(Duration.ofDays(15_000), Duration.ofDays(30_000));
  }

  @Test
  void no_wait_is_possible() {
    RetryPolicy policy = RetryPolicy.attempts(9).waits(Duration.ZERO, Duration.ZERO);
    assertThat(policy.waitAfter(1)).isZero();
    assertThat(policy.waitAfter(8)).isZero();
    assertThat(RetryPolicy.attempts(9).waits(Duration.ZERO, Duration.ofSeconds(1)).waitAfter(5))
        .isZero();
  }

  @Test
  void what_makes_no_sense_is_refused() {
    RetryPolicy policy = RetryPolicy.attempts(1);
    assertThatThrownBy(() -> RetryPolicy.attempts(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> policy.waits(Duration.ofMillis(-1), Duration.ofMillis(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> policy.waits(Duration.ofMillis(2), Duration.ofMillis(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> policy.waits(Duration.ZERO, Duration.ofSeconds(Long.MAX_VALUE)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void it_is_immutable_and_tells_what_it_is() {
    RetryPolicy policy = RetryPolicy.attempts(3);
    RetryPolicy other = policy.waits(Duration.ofMillis(1), Duration.ofMillis(2));
    assertThat(policy.when(failure -> true).isWorthIt(new IllegalStateException())).isTrue();
    assertThat(policy.isWorthIt(new IllegalStateException())).isFalse();
    assertThat(policy).hasToString("3 attempts, waits from PT0.01S to PT1S");
    assertThat(other).hasToString("3 attempts, waits from PT0.001S to PT0.002S");
    assertThat(other.attempts()).isEqualTo(3);
  }
}

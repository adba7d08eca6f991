// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.error.DatabaseException;
import io.nestrel.error.TransactionDoomedException;
import io.nestrel.error.TransactionException;
import io.nestrel.error.TransactionTimeoutException;
import io.nestrel.transaction.TransactionOptions;
import io.nestrel.transaction.TransactionStatus;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The time of a transaction runs out: in a statement, between two, before the commit. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public interface DeadlineScenarios extends DeadlineSteps {
  int RACES = 300;

  @Test
  default void a_statement_that_runs_when_the_time_is_over_is_stopped_and_all_is_rolled_back() {
    Widget widget = Widget.WIDGETS.on(backend()).save(new Widget("w"));
    assertThatUntilSoon(
            () -> {
              insert(1);
              widget.stock(5);
              widget.save();
              runEndless();
            })
        .isInstanceOf(TransactionTimeoutException.class)
        .hasCauseInstanceOf(DatabaseException.class)
        .hasNoSuppressedExceptions();
    assertThat(widget.stock()).isZero();
    assertThat(widget.isChanged()).isFalse();
    assertUsable();
    widget.stock(6);
    widget.save();
  }

  @Test
  default void what_comes_later_is_refused_with_the_timeout_as_first_error() {
    manager().begin(UNTIL_SOON);
    insert(1);
    manager().begin();
    assertThatThrownBy(this::runEndless).isInstanceOf(TransactionTimeoutException.class);
    assertThat(status()).isEqualTo(TransactionStatus.DOOMED);
    for (Runnable call :
        new Runnable[] {
          () -> insert(2), manager()::savepoint, manager()::begin, manager()::commit
        }) {
      assertThatThrownBy(call::run)
          .isInstanceOf(TransactionDoomedException.class)
          .hasCauseInstanceOf(TransactionTimeoutException.class);
    }
    manager().rollback();
    assertThatThrownBy(manager()::commit).isInstanceOf(TransactionDoomedException.class);
    manager().rollback();
    assertUsable();
  }

  @Test
  default void a_timeout_that_is_swallowed_is_no_commit() {
    assertThatUntilSoon(
            () -> {
              insert(1);
              assertThatThrownBy(() -> backend().transaction(this::runEndless))
                  .isInstanceOf(TransactionTimeoutException.class);
            })
        .isInstanceOf(TransactionDoomedException.class)
        .hasCauseInstanceOf(TransactionTimeoutException.class);
    assertUsable();
  }

  @Test
  default void a_commit_after_the_time_is_over_is_refused() {
    assertThatUntilSoon(
            () -> {
              insert(1);
              DeadlineSteps.passTime();
            })
        .isInstanceOf(TransactionTimeoutException.class);
    assertUsable();
  }

  @Test
  default void a_statement_after_the_time_is_over_is_not_sent() {
    manager().begin(UNTIL_SOON);
    insert(1);
    DeadlineSteps.passTime();
    assertThatThrownBy(() -> insert(2))
        .isInstanceOf(TransactionTimeoutException.class)
        .hasNoCause();
    assertThatThrownBy(() -> insert(2)).isInstanceOf(TransactionDoomedException.class);
    manager().rollback();
    assertUsable();
  }

  @Test
  default void a_transaction_that_ends_in_time_has_no_deadline_any_more() {
    backend().transaction(UNTIL_SOON.timeout(Duration.ofMinutes(1)), () -> insert(1));
    backend().transaction(UNTIL_SOON.timeout(Duration.ofSeconds(Long.MAX_VALUE)), () -> insert(2));
    backend().transaction(() -> assertThat(ids()).containsExactly(1, 2));
  }

  @Test
  default void scopes_inside_may_ask_for_the_same_time_and_for_no_other() {
    TransactionOptions minute = TransactionOptions.defaults().timeout(Duration.ofMinutes(1));
    backend()
        .transaction(
            minute,
            () -> {
              backend().transaction(minute, () -> insert(1));
              assertThatThrownBy(() -> backend().transaction(UNTIL_SOON, () -> insert(2)))
                  .isInstanceOf(TransactionException.class)
                  .hasMessageContaining("timeout");
            });
    assertThat(ids()).containsExactly(1);
  }

  @Test
  default void a_timeout_is_not_retried_by_itself() {
    AtomicInteger attempts = new AtomicInteger();
    assertThatThrownBy(
            () ->
                backend()
                    .transaction(
                        UNTIL_SOON.retry(3),
                        () -> {
                          attempts.incrementAndGet();
                          runEndless();
                        }))
        .isInstanceOf(TransactionTimeoutException.class);
    assertThat(attempts).hasValue(1);
  }

  @Test
  default void a_cancel_never_meets_a_later_statement_and_no_commit_is_half_or_false() {
    insert(0);
    int committed = 1;
    long nanos = 1_000_000; // soon about as much as it takes: half of them are in time
    for (int i = 1; i <= RACES; i++) {
      int id = i;
      TransactionOptions tight = TransactionOptions.defaults().timeout(Duration.ofNanos(nanos));
      try {
        backend()
            .transaction(
                tight,
                () -> {
                  insert(id);
                  backend().execute("UPDATE entry SET note = 'done' WHERE id = ?", id);
                });
        committed++;
        nanos = nanos * 9 / 10;
      } catch (TransactionTimeoutException e) {
        nanos = nanos * 10 / 9 + 1;
        assertThat(status()).isEqualTo(TransactionStatus.NONE);
      }
      assertThat(backend().query("SELECT COUNT(*) FROM entry", Integer.class))
          .containsExactly(committed);
    }
    assertThat(
            backend()
                .query("SELECT COUNT(*) FROM entry WHERE id > 0 AND note = 'done'", Integer.class))
        .containsExactly(committed - 1);
    assertThat(committed).isBetween(2, RACES);
    backend().execute("DELETE FROM entry");
    assertUsable();
  }
}

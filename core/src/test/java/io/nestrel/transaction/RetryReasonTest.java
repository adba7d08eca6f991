// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.dialect.Damage;
import io.nestrel.error.DatabaseException;
import io.nestrel.error.TransactionTimeoutException;
import io.nestrel.error.UnknownCommitOutcomeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** For which reasons work runs again. */
class RetryReasonTest extends RetriedTransactions {
  @Test
  void the_first_damage_decides_and_not_what_the_work_threw() {
    database.failOn("DELETE", Damage.TRANSACTION);
    IllegalStateException own = new IllegalStateException("own");
    int[] attempts = {0};
    backend.transaction(
        RETRIED,
        () -> {
          attempts[0]++;
          try {
            delete();
          } catch (DatabaseException e) {
            throw own;
          }
        });
    assertThat(attempts[0]).isEqualTo(2);
  }

  @Test
  void damage_that_is_not_worth_it_is_not_retried_whatever_the_work_throws() {
    database.failOn("DELETE", Damage.SCOPE);
    RetryPolicy never = THREE.when(failure -> failure instanceof IllegalStateException);
    int[] attempts = {0};
    assertThatThrownBy(
            () ->
                backend.transaction(
                    TransactionOptions.defaults().retry(never),
                    () -> {
                      attempts[0]++;
                      assertThatThrownBy(this::delete).isInstanceOf(DatabaseException.class);
                      throw new IllegalStateException();
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(attempts[0]).isEqualTo(1);
  }

  @Test
  void damage_that_was_rolled_back_in_a_nested_scope_does_not_count() {
    database.failOn("DELETE", Damage.SCOPE);
    int[] attempts = {0};
    assertThatThrownBy(
            () ->
                backend.transaction(
                    RETRIED,
                    () -> {
                      attempts[0]++;
                      backend.execute("INSERT");
                      assertThatThrownBy(() -> backend.transaction(this::delete))
                          .isInstanceOf(DatabaseException.class);
                      throw new IllegalStateException();
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(attempts[0]).isEqualTo(1);
  }

  @Test
  void work_that_swallows_the_loss_runs_again_too() {
    database.failOn("DELETE", Damage.TRANSACTION);
    int[] attempts = {0};
    backend.transaction(
        RETRIED,
        () -> {
          if (attempts[0]++ == 0) {
            assertThatThrownBy(this::delete).isInstanceOf(DatabaseException.class);
          }
        });
    assertThat(attempts[0]).isEqualTo(2);
  }

  @Test
  void a_commit_of_unknown_outcome_never_is() {
    database.failOn("COMMIT", Damage.CONNECTION);
    TransactionOptions always = TransactionOptions.defaults().retry(THREE.when(failure -> true));
    assertThatThrownBy(() -> backend.transaction(always, this::delete))
        .isInstanceOf(UnknownCommitOutcomeException.class);
    assertThat(database.take()).containsExactly("BEGIN", "DELETE", "COMMIT");
    assertUsableAfterwards();
  }

  @Test
  void an_error_is_not_retried() {
    TransactionOptions always = TransactionOptions.defaults().retry(THREE.when(failure -> true));
    AssertionError error = new AssertionError();
    assertThatThrownBy(
            () ->
                backend.transaction(
                    always,
                    () -> {
                      calls.add("attempt");
                      throw error;
                    }))
        .isSameAs(error);
    assertThat(calls).hasSize(1);
  }

  @Test
  void what_the_work_threw_can_be_worth_it_where_nothing_was_damaged() {
    TransactionOptions always = TransactionOptions.defaults().retry(THREE.when(failure -> true));
    assertThatThrownBy(
            () ->
                backend.transaction(
                    always,
                    () -> {
                      calls.add("attempt");
                      throw new IllegalStateException();
                    }))
        .isInstanceOf(IllegalStateException.class)
        .satisfies(e -> assertThat(e.getSuppressed()).hasSize(2));
    assertThat(calls).hasSize(3);
  }

  @Test
  void a_timeout_is_told_to_the_condition_as_what_it_is() {
    List<Throwable> told = new ArrayList<>();
    RetryPolicy policy =
        THREE.when(
            failure -> {
              told.add(failure);
              return true;
            });
    assertThatThrownBy(
            () ->
                backend.transaction(
                    TransactionOptions.defaults().timeout(Duration.ofNanos(1)).retry(policy),
                    this::delete))
        .isInstanceOf(TransactionTimeoutException.class);
    assertThat(told).hasSize(2).allMatch(e -> e instanceof TransactionTimeoutException);
    assertThat(database.sent()).isEmpty();
  }
}

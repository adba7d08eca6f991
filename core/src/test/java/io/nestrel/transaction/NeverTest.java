// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.error.TransactionException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A scope with NEVER: nothing around its statements, and none may be open. */
class NeverTest extends ScriptedTransactions {
  private static final TransactionOptions NEVER =
      TransactionOptions.defaults().propagation(Propagation.NEVER);

  @Test
  void never_is_refused_inside_a_transaction_which_goes_on() {
    backend.transaction(
        () -> {
          delete();
          assertThatThrownBy(() -> backend.transaction(NEVER, this::delete))
              .isInstanceOf(TransactionException.class)
              .hasMessageContaining("NEVER");
          assertThatThrownBy(() -> manager.begin(NEVER)).isInstanceOf(TransactionException.class);
        });
    assertThat(database.take()).containsExactly("BEGIN", "DELETE", "COMMIT");
  }

  @Test
  void with_never_each_statement_is_its_own_and_one_scope_may_follow_another() {
    backend.transaction(NEVER, this::delete);
    try (Transaction handle = manager.begin(NEVER)) {
      assertThat(handle.level()).isZero();
      assertThat(manager.isActive()).isFalse();
      delete();
      handle.commit();
      assertThatThrownBy(handle::commit).hasMessageContaining("has ended already");
    }
    assertThat(database.take()).containsExactly("DELETE", "DELETE");
  }

  @Test
  void a_transaction_that_the_work_of_never_has_left_open_is_rolled_back() {
    assertThatThrownBy(
            () ->
                backend.transaction(
                    NEVER,
                    () -> {
                      manager.begin();
                      delete();
                    }))
        .hasMessageContaining("still open");
    assertThat(database.take()).containsExactly("BEGIN", "DELETE", "ROLLBACK");
    assertUsableAfterwards();
  }

  @Test
  void a_scope_with_never_ends_after_the_transactions_in_it() {
    Transaction never = manager.begin(NEVER);
    manager.begin();
    delete();
    assertThatThrownBy(never::commit).isInstanceOf(TransactionException.class);
    assertThatThrownBy(never::rollback).isInstanceOf(TransactionException.class);
    assertThat(never.isActive()).isTrue();
    assertThat(manager.level()).isEqualTo(1);
    never.close();
    assertThat(database.take()).containsExactly("BEGIN", "DELETE", "ROLLBACK");
    assertUsableAfterwards();
  }

  @Test
  void a_scope_with_never_cannot_be_rolled_back_and_says_so() {
    Transaction never = manager.begin(NEVER);
    delete();
    assertThatThrownBy(never::rollback).hasMessageContaining("nothing to roll back");
    assertThat(never.isActive()).isFalse();
  }

  /** What nobody would keep is not promised. */
  @Test
  void never_refuses_what_only_a_transaction_can_keep() {
    for (TransactionOptions options :
        new TransactionOptions[] {
          NEVER.isolation(IsolationLevel.SERIALIZABLE),
          NEVER.readOnly(true),
          NEVER.deferrable(true),
          NEVER.timeout(Duration.ofSeconds(1)),
          NEVER.beginMode(BeginMode.IMMEDIATE),
          NEVER.retry(3)
        }) {
      assertThatThrownBy(() -> backend.transaction(options, this::delete))
          .as(options.toString())
          .isInstanceOf(TransactionException.class)
          .hasMessageContaining("NEVER");
    }
    assertThat(database.sent()).isEmpty();
  }

  @Test
  void a_scope_with_never_is_not_closed_over_work_that_runs_in_it() {
    Transaction never = manager.begin(NEVER);
    backend.transaction(
        () -> {
          delete();
          assertThatThrownBy(never::close).isInstanceOf(TransactionException.class);
        });
    assertThat(never.isActive()).isTrue();
    never.commit();
    assertThat(database.take()).containsExactly("BEGIN", "DELETE", "COMMIT");
  }
}

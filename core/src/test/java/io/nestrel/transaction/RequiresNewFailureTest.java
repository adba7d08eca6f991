// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.dialect.Damage;
import io.nestrel.error.ScopeFailedException;
import io.nestrel.error.TransactionException;
import io.nestrel.error.UnknownCommitOutcomeException;
import org.junit.jupiter.api.Test;

/** What becomes of the other one where one of two transactions fails or is left open. */
class RequiresNewFailureTest extends ScriptedTransactions {
  @Test
  void closing_the_outer_handle_rolls_both_back() {
    Transaction outer = manager.begin();
    delete();
    Transaction own = manager.begin(NEW);
    delete();
    manager.begin();
    delete();
    outer.close();
    assertThat(own.isActive() || outer.isActive()).isFalse();
    assertThat(database.sent()).doesNotContain("COMMIT").endsWith("ROLLBACK", "ROLLBACK");
    assertUsableAfterwards();
  }

  @Test
  void the_outer_one_is_rolled_back_even_if_the_inner_one_cannot_be() {
    Transaction outer = manager.begin();
    delete();
    Transaction own = manager.begin(NEW);
    delete();
    database.failOn("ROLLBACK", Damage.CONNECTION);
    assertThatThrownBy(outer::close)
        .isInstanceOf(TransactionException.class)
        .hasMessageContaining("ROLLBACK failed");
    assertThat(own.isActive() || outer.isActive()).isFalse();
    assertUsableAfterwards();
  }

  @Test
  void work_that_leaves_one_open_is_rolled_back_with_it() {
    assertThatThrownBy(
            () ->
                backend.transaction(
                    () -> {
                      delete();
                      manager.begin(NEW);
                      delete();
                    }))
        .hasMessageContaining("still open");
    assertThat(database.sent()).doesNotContain("COMMIT").endsWith("ROLLBACK", "ROLLBACK");
    assertUsableAfterwards();
  }

  @Test
  void it_works_beside_a_transaction_that_has_failed_or_is_doomed() {
    for (Damage damage : new Damage[] {Damage.SCOPE, Damage.TRANSACTION, Damage.CONNECTION}) {
      manager.begin();
      database.failOn("DELETE", damage);
      assertThatThrownBy(this::delete).isInstanceOf(RuntimeException.class);
      database.take();
      backend.transaction(NEW, () -> backend.execute("INSERT"));
      assertThat(database.take()).containsExactly("BEGIN", "INSERT", "COMMIT");
      assertThatThrownBy(manager::commit)
          .isInstanceOfAny(
              ScopeFailedException.class, io.nestrel.error.TransactionDoomedException.class);
      manager.rollback();
    }
    assertUsableAfterwards();
  }

  @Test
  void a_doomed_inner_one_leaves_the_outer_one_alone() {
    backend.transaction(
        () -> {
          delete();
          Transaction own = manager.begin(NEW);
          database.failOn("DELETE", Damage.CONNECTION);
          assertThatThrownBy(this::delete).isInstanceOf(RuntimeException.class);
          assertThat(manager.status()).isEqualTo(TransactionStatus.DOOMED);
          own.rollback();
          assertThat(manager.status()).isEqualTo(TransactionStatus.ACTIVE);
          delete();
        });
    assertThat(database.sent()).endsWith("COMMIT");
    assertUsableAfterwards();
  }

  @Test
  void a_commit_of_unknown_outcome_in_it_leaves_the_suspended_one_alone() {
    backend.transaction(
        () -> {
          delete();
          database.failOn("COMMIT", Damage.CONNECTION);
          assertThatThrownBy(() -> backend.transaction(NEW, this::delete))
              .isInstanceOf(UnknownCommitOutcomeException.class);
          assertThat(manager.status()).isEqualTo(TransactionStatus.ACTIVE);
          delete();
        });
    assertThat(database.sent()).endsWith("DELETE", "COMMIT");
    assertUsableAfterwards();
  }
}

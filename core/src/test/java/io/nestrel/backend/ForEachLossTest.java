// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.dialect.Damage;
import io.nestrel.error.DatabaseException;
import io.nestrel.error.ForEachStoppedException;
import io.nestrel.error.TransactionDoomedException;
import io.nestrel.error.TransactionException;
import io.nestrel.error.UnexpectedRollbackException;
import io.nestrel.error.UnknownCommitOutcomeException;
import io.nestrel.transaction.TransactionStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A transaction that is lost or not committed stops work in pieces, which says where. */
class ForEachLossTest extends ScriptedForEach {
  @Test
  void a_lost_transaction_stops_with_the_first_error_as_cause() {
    database.failOn("DELETE 4", Damage.TRANSACTION);
    ForEachStoppedException e = stopped(FIVE, PAIRS, this::delete);
    assertThat(e.position()).isEqualTo(2);
    assertThat(e)
        .hasCauseInstanceOf(DatabaseException.class)
        .hasMessageContaining("scripted failure of DELETE 4")
        .hasMessageContaining("after taking 4 items")
        .hasMessageContaining("first 2 are committed")
        .hasMessageContaining("startAt(2)");
    assertThat(database.take()).doesNotContain("DELETE 5").endsWith("DELETE 4", "ROLLBACK");
  }

  @Test
  void work_that_swallows_the_loss_or_hides_it_stops_with_the_first_error_all_the_same() {
    for (Damage damage : List.of(Damage.TRANSACTION, Damage.CONNECTION)) {
      for (boolean hide : List.of(true, false)) {
        database.failOn("DELETE 3", damage);
        ForEachStoppedException e =
            stopped(
                FIVE,
                PAIRS,
                item -> {
                  try {
                    delete(item);
                  } catch (DatabaseException lost) {
                    if (hide) {
                      throw new IllegalStateException("item " + item, lost);
                    }
                  }
                });
        assertThat(e.position()).isEqualTo(2);
        assertThat(e.getCause())
            .isInstanceOf(DatabaseException.class)
            .hasMessageContaining("DELETE 3");
        assertThat(e.getSuppressed()).hasOnlyElementsOfType(TransactionDoomedException.class);
      }
    }
  }

  @Test
  void a_loss_in_the_last_item_is_no_success() {
    database.failOn("DELETE 5", Damage.TRANSACTION);
    assertThat(stopped(FIVE, ForEachOptions.defaults(), this::delete).position()).isZero();
  }

  @Test
  void a_transaction_that_is_set_to_roll_back_only_is_not_confirmed() {
    ForEachOptions options =
        PAIRS.savePosition(
            position -> {
              if (position == 4) {
                backend.transactionManager().setRollbackOnly();
              }
            });
    ForEachStoppedException e = stopped(FIVE, options, this::delete);
    assertThat(e.position()).isEqualTo(2);
    assertThat(e).hasCauseInstanceOf(UnexpectedRollbackException.class);
    assertThat(database.take()).endsWith("ROLLBACK").doesNotContain("DELETE 5");
  }

  @Test
  void one_that_a_hook_sets_to_roll_back_only_is_not_confirmed_either() {
    ForEachStoppedException e =
        stopped(
            FIVE,
            PAIRS,
            item -> {
              delete(item);
              if (item == 4) {
                backend
                    .transactionManager()
                    .beforeCommit(backend.transactionManager()::setRollbackOnly);
              }
            });
    assertThat(e.position()).isEqualTo(2);
    assertThat(e).hasCauseInstanceOf(UnexpectedRollbackException.class);
  }

  @Test
  void a_refused_commit_stops_and_the_items_before_it_are_not_confirmed() {
    database.failOn("COMMIT", Damage.STATEMENT, 1);
    ForEachStoppedException e = stopped(FIVE, PAIRS, this::delete);
    assertThat(e.position()).isEqualTo(2);
    assertThat(e).hasCauseInstanceOf(TransactionException.class);
    assertThat(database.take()).endsWith("COMMIT", "ROLLBACK").doesNotContain("DELETE 5");
  }

  @Test
  void a_commit_of_unknown_outcome_stops_and_says_that_it_is_unknown() {
    database.failOn("COMMIT", Damage.CONNECTION, 1);
    ForEachStoppedException e = stopped(FIVE, PAIRS, this::delete);
    assertThat(e.position()).isEqualTo(2);
    assertThat(e)
        .hasCauseInstanceOf(UnknownCommitOutcomeException.class)
        .hasMessageContaining("not known")
        .hasMessageContaining("savePosition");
  }

  @Test
  void a_savepoint_that_costs_the_scope_around_stops() {
    database.failOn("SAVEPOINT", Damage.SCOPE);
    ForEachStoppedException e = stopped(FIVE, PAIRS, this::delete);
    assertThat(e.position()).isZero();
    assertThat(e.getCause()).hasMessageContaining("SAVEPOINT");
    assertThat(database.take()).endsWith("ROLLBACK");
  }

  @Test
  void inside_a_transaction_that_is_lost_it_stops_and_that_stays_lost() {
    database.failOn("DELETE 2", Damage.TRANSACTION);
    assertThatThrownBy(
            () ->
                backend.transaction(
                    () -> {
                      backend.execute("DELETE 0");
                      ForEachStoppedException e =
                          stopped(FIVE, ForEachOptions.defaults(), this::delete);
                      assertThat(e.getCause()).hasMessageContaining("DELETE 2");
                      assertThat(backend.transactionManager().status())
                          .isEqualTo(TransactionStatus.DOOMED);
                    }))
        .isInstanceOf(TransactionDoomedException.class);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.nestrel.dialect.Damage;
import io.nestrel.error.DatabaseException;
import io.nestrel.error.ForEachStoppedException;
import io.nestrel.error.TransactionDoomedException;
import io.nestrel.error.TransactionException;
import io.nestrel.error.UnexpectedRollbackException;
import io.nestrel.error.UnknownCommitOutcomeException;
import io.nestrel.scripted.ScriptedDatabase;
import io.nestrel.transaction.TransactionStatus;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What stops work in pieces, and what is said then. */
class ForEachStopTest {
  private static final ForEachOptions PAIRS = ForEachOptions.defaults().commitEvery(2);
  private static final List<Integer> FIVE = List.of(1, 2, 3, 4, 5);

  private final ScriptedDatabase database = new ScriptedDatabase();
  private final Backend backend = database.backend();

  private void delete(int item) {
    backend.execute("DELETE " + item);
  }

  private ForEachStoppedException stopped(
      Iterable<Integer> items, ForEachOptions options, ForEachWork<Integer> work) {
    return catchThrowableOfType(
        ForEachStoppedException.class, () -> backend.forEach(items, options, work));
  }

  @AfterEach
  void nothingIsLeftOpen() {
    assertThat(backend.transactionManager().status()).isEqualTo(TransactionStatus.NONE);
    assertThat(database.openConnections()).isZero();
  }

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
  void an_item_that_sets_its_scope_to_roll_back_only_has_failed() {
    ForEachResult<Integer> result =
        backend.forEach(
            FIVE,
            item -> {
              delete(item);
              if (item == 3) {
                backend.transactionManager().setRollbackOnly();
              }
            });
    assertThat(result.failures())
        .singleElement()
        .satisfies(
            failure -> {
              assertThat(failure.item()).isEqualTo(3);
              assertThat(failure.exception()).isInstanceOf(UnexpectedRollbackException.class);
            });
    assertThat(database.take()).containsOnlyOnce("COMMIT");
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
  void an_interrupted_item_stops_and_sets_the_flag_again() {
    ForEachStoppedException e =
        stopped(
            FIVE,
            PAIRS,
            item -> {
              delete(item);
              if (item == 4) {
                throw new InterruptedException();
              }
            });
    assertThat(Thread.interrupted()).isTrue();
    assertThat(e.position()).isEqualTo(2);
    assertThat(e).hasCauseInstanceOf(InterruptedException.class);
    assertThat(database.take()).endsWith("ROLLBACK").doesNotContain("DELETE 5");
  }

  @Test
  void an_exception_with_which_no_item_fails_alone_stops() {
    IllegalStateException bug = new IllegalStateException("bug");
    ForEachStoppedException e =
        stopped(
            FIVE,
            PAIRS.continueIf(failure -> failure instanceof IllegalArgumentException),
            item -> {
              delete(item);
              if (item == 1) {
                throw new IllegalArgumentException("item");
              } else if (item == 4) {
                throw bug;
              }
            });
    assertThat(e.position()).isEqualTo(2);
    assertThat(e).hasCause(bug);
  }

  @Test
  void items_that_cannot_be_read_on_stop_and_keep_the_position() {
    IllegalStateException bad = new IllegalStateException("line 4 is malformed");
    Iterable<Integer> file =
        () ->
            IntStream.rangeClosed(1, 5)
                .peek(
                    line -> {
                      if (line == 4) {
                        throw bad;
                      }
                    })
                .iterator();
    ForEachStoppedException e = stopped(file, PAIRS, this::delete);
    assertThat(e.position()).isEqualTo(2);
    assertThat(e).hasCause(bad).hasMessageContaining("line 4 is malformed");
    assertThat(database.take()).endsWith("DELETE 3", "ROLLBACK");
  }

  @Test
  void fewer_items_than_a_former_run_has_confirmed_are_other_items() {
    ForEachStoppedException e = stopped(FIVE, PAIRS.startAt(6), this::delete);
    assertThat(e).hasMessageContaining("startAt(6)").hasMessageContaining("only 5 items");
    assertThat(database.take()).isEmpty();
  }

  @Test
  void a_position_that_cannot_be_saved_or_a_failure_that_cannot_be_logged_stops() {
    IllegalStateException full = new IllegalStateException("disk full");
    ForEachOptions options =
        PAIRS.savePosition(
            position -> {
              if (position == 4) {
                throw full;
              }
            });
    assertThat(stopped(FIVE, options, this::delete)).hasCause(full);
    assertThat(database.take()).endsWith("DELETE 4", "ROLLBACK");
    ForEachWork<Integer> failing =
        item -> {
          throw new IllegalArgumentException("item");
        };
    assertThatThrownBy(
            () ->
                backend.forEach(
                    FIVE,
                    PAIRS,
                    failing,
                    failure -> {
                      throw full;
                    }))
        .isInstanceOf(ForEachStoppedException.class)
        .hasCause(full);
  }

  @Test
  void a_listener_that_throws_stops_after_the_commit_that_it_was_told_of() {
    IllegalStateException closed = new IllegalStateException("window closed");
    ForEachOptions options =
        PAIRS.onProgress(
            progress -> {
              throw closed;
            });
    ForEachStoppedException e = stopped(FIVE, options, this::delete);
    assertThat(e.position()).isEqualTo(2);
    assertThat(e).hasCause(closed);
    assertThat(database.take()).endsWith("DELETE 2", "COMMIT");
  }

  @Test
  void an_error_leaves_as_it_is() {
    AssertionError error = new AssertionError();
    assertThatThrownBy(
            () ->
                backend.forEach(
                    FIVE,
                    item -> {
                      delete(item);
                      throw error;
                    }))
        .isSameAs(error);
    assertThat(database.take()).endsWith("ROLLBACK");
  }

  @Test
  void inside_a_transaction_its_own_items_are_rolled_back_and_that_can_go_on() {
    ForEachOptions none = ForEachOptions.defaults().continueIf(failure -> false);
    backend.transaction(
        () -> {
          backend.execute("DELETE 0");
          ForEachStoppedException e =
              stopped(
                  FIVE,
                  none,
                  item -> {
                    delete(item);
                    if (item == 2) {
                      throw new IllegalStateException("bug");
                    }
                  });
          assertThat(e).hasMessageContaining("transaction around it");
          assertThat(e.position()).isZero();
        });
    assertThat(database.take())
        .containsSubsequence(
            "DELETE 2",
            "ROLLBACK TO SAVEPOINT \"SP_2\"",
            "ROLLBACK TO SAVEPOINT \"SP_1\"",
            "COMMIT");
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

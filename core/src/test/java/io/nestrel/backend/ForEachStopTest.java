// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.error.ForEachStoppedException;
import io.nestrel.error.UnexpectedRollbackException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What stops work in pieces though no transaction is lost, and what is said then. */
class ForEachStopTest extends ScriptedForEach {
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
    assertThat(e)
        .hasCause(bug)
        .hasMessageEndingWith("stopped by: java.lang.IllegalStateException: bug");
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
}

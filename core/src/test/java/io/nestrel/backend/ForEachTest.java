// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.nestrel.dialect.Feature;
import io.nestrel.error.ForEachFailedException;
import io.nestrel.error.TransactionException;
import io.nestrel.error.UnsupportedFeatureException;
import io.nestrel.scripted.ScriptedDatabase;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Exactly what work in pieces sends, and what it gives back. */
class ForEachTest {
  private final ScriptedDatabase database = new ScriptedDatabase();
  private final Backend backend = database.backend();

  private void delete(int item) throws IOException {
    backend.execute("DELETE " + item);
    if (item < 0) {
      throw new IOException("bad item " + item);
    }
  }

  @Test
  void all_items_are_one_transaction_in_which_the_first_needs_no_savepoint() {
    ForEachResult<Integer> result = backend.forEach(List.of(1, 2, 3), this::delete);
    assertThat(database.take())
        .containsExactly(
            "BEGIN",
            "DELETE 1",
            "SAVEPOINT \"SP_1\"",
            "DELETE 2",
            "RELEASE SAVEPOINT \"SP_1\"",
            "SAVEPOINT \"SP_1\"",
            "DELETE 3",
            "COMMIT");
    assertThat(result).isEqualTo(new ForEachResult<>(3, List.of(), 3));
    result.throwIfFailed();
  }

  @Test
  void failed_items_are_rolled_back_alone_and_reported_in_order() {
    ForEachResult<Integer> result = backend.forEach(List.of(-1, 2, -3, 4), this::delete);
    assertThat(database.take())
        .containsExactly(
            "BEGIN",
            "DELETE -1",
            "ROLLBACK",
            "BEGIN",
            "DELETE 2",
            "SAVEPOINT \"SP_1\"",
            "DELETE -3",
            "ROLLBACK TO SAVEPOINT \"SP_1\"",
            "RELEASE SAVEPOINT \"SP_1\"",
            "SAVEPOINT \"SP_1\"",
            "DELETE 4",
            "COMMIT");
    assertThat(result.processed()).isEqualTo(4);
    assertThat(result.succeeded()).isEqualTo(2);
    assertThat(result.position()).isEqualTo(4);
    assertThat(result.failures())
        .extracting(ForEachFailure::index, ForEachFailure::item, f -> f.exception().getMessage())
        .containsExactly(tuple(0L, -1, "bad item -1"), tuple(2L, -3, "bad item -3"));
    assertThat(result.failures()).isUnmodifiable();
    assertThat(result)
        .hasToString(
            "4 processed, 2 succeeded, 2 failed, position 4, first failure: item 0: java.io.IOException: bad item -1");
  }

  @Test
  void whoever_takes_no_failures_gets_all_of_them_in_one_exception() {
    ForEachResult<Integer> result = backend.forEach(List.of(1, -2, -3), this::delete);
    assertThatThrownBy(result::throwIfFailed)
        .isInstanceOf(ForEachFailedException.class)
        .hasMessageContaining("2 of 3 items")
        .hasMessageContaining("item 1: java.io.IOException: bad item -2")
        .hasRootCauseMessage("bad item -2")
        .satisfies(
            e ->
                assertThat(e.getSuppressed()).extracting("message").containsExactly("bad item -3"));
  }

  @Test
  void commit_every_ends_the_transaction_after_so_many_items_failed_ones_included() {
    ForEachResult<Integer> result =
        backend.forEach(
            List.of(1, -2, 3, 4, 5), ForEachOptions.defaults().commitEvery(2), this::delete);
    assertThat(database.take())
        .containsExactly(
            "BEGIN",
            "DELETE 1",
            "SAVEPOINT \"SP_1\"",
            "DELETE -2",
            "ROLLBACK TO SAVEPOINT \"SP_1\"",
            "COMMIT",
            "BEGIN",
            "DELETE 3",
            "SAVEPOINT \"SP_1\"",
            "DELETE 4",
            "COMMIT",
            "BEGIN",
            "DELETE 5",
            "COMMIT");
    assertThat(result.position()).isEqualTo(5);
    assertThat(result.failures()).hasSize(1);
  }

  @Test
  void without_items_nothing_is_sent_saved_or_told() {
    List<Object> calls = new ArrayList<>();
    ForEachOptions options =
        ForEachOptions.defaults().savePosition(calls::add).onProgress(calls::add);
    assertThat(backend.forEach(List.<Integer>of(), options, this::delete))
        .isEqualTo(new ForEachResult<>(0, List.of(), 0));
    backend.forEach(List.<Integer>of(), options.commitEvery(2), this::delete);
    backend.forEach(List.of(1, 2), options.commitEvery(2).startAt(2), this::delete);
    assertThat(calls).isEmpty();
    assertThat(database.take()).isEmpty();
  }

  @Test
  void the_position_is_saved_before_each_commit_and_progress_told_after_it() {
    ForEachOptions options =
        ForEachOptions.defaults()
            .commitEvery(2)
            .savePosition(position -> backend.execute("POSITION " + position))
            .onProgress(
                progress -> {
                  assertThat(backend.inTransaction()).isFalse();
                  backend.execute("PROGRESS " + progress);
                });
    backend.forEach(List.of(1, 2, -3), options, this::delete);
    assertThat(database.take())
        .containsSubsequence(
            "DELETE 2",
            "POSITION 2",
            "COMMIT",
            "PROGRESS ForEachProgress[processed=2, failed=0, position=2]")
        .endsWith(
            "BEGIN",
            "DELETE -3",
            "ROLLBACK",
            "BEGIN",
            "POSITION 3",
            "COMMIT",
            "PROGRESS ForEachProgress[processed=3, failed=1, position=3]");
  }

  @Test
  void what_is_written_about_a_failed_item_is_committed_with_the_others() {
    backend.forEach(
        List.of(1, -2),
        ForEachOptions.defaults(),
        this::delete,
        failure -> backend.execute("LOG " + failure.item()));
    assertThat(database.take())
        .endsWith(
            "DELETE -2",
            "ROLLBACK TO SAVEPOINT \"SP_1\"",
            "RELEASE SAVEPOINT \"SP_1\"",
            "LOG -2",
            "COMMIT");
  }

  @Test
  void items_confirmed_by_a_former_run_are_skipped_and_indexes_count_them() {
    ForEachResult<Integer> result =
        backend.forEach(
            List.of(1, 2, 3, -4, 5),
            ForEachOptions.defaults().commitEvery(2).startAt(3),
            this::delete);
    assertThat(database.take()).contains("DELETE 5").doesNotContain("DELETE 3");
    assertThat(result.processed()).isEqualTo(2);
    assertThat(result.position()).isEqualTo(5);
    assertThat(result.failures()).extracting(ForEachFailure::index).containsExactly(3L);
  }

  @Test
  void items_can_be_skipped_in_a_run_of_one_transaction() {
    ForEachResult<Integer> result =
        backend.forEach(List.of(1, 2, 3, 4), ForEachOptions.defaults().startAt(2), this::delete);
    assertThat(result.processed()).isEqualTo(2);
    assertThat(result.position()).isEqualTo(4);
    assertThat(database.take()).contains("DELETE 3", "DELETE 4").doesNotContain("DELETE 2");
  }

  @Test
  void inside_a_transaction_items_are_nested_in_it_and_nothing_is_confirmed() {
    List<Object> saved = new ArrayList<>();
    ForEachResult<Integer> result =
        backend.transaction(
            () -> {
              backend.execute("DELETE 0");
              return backend.forEach(
                  List.of(1, 2), ForEachOptions.defaults().savePosition(saved::add), this::delete);
            });
    assertThat(database.take())
        .containsExactly(
            "BEGIN",
            "DELETE 0",
            "SAVEPOINT \"SP_1\"",
            "DELETE 1",
            "SAVEPOINT \"SP_2\"",
            "DELETE 2",
            "COMMIT");
    assertThat(result.processed()).isEqualTo(2);
    assertThat(result.position()).isZero();
    assertThat(saved).containsExactly(2L);
  }

  @Test
  void commits_inside_a_transaction_are_refused_before_anything_is_done() {
    ForEachOptions options = ForEachOptions.defaults().commitEvery(2);
    backend.transaction(
        () ->
            assertThatThrownBy(() -> backend.forEach(List.of(1), options, this::delete))
                .isInstanceOf(TransactionException.class)
                .hasMessageContaining("commitEvery(2)"));
    assertThat(database.take()).isEmpty();
  }

  @Test
  void without_savepoints_it_is_refused_before_anything_is_done() {
    ScriptedDatabase plain = new ScriptedDatabase(Feature.SAVEPOINTS);
    ForEachOptions options = ForEachOptions.defaults().commitEvery(1);
    assertThatThrownBy(() -> plain.backend().forEach(List.of(1), options, this::delete))
        .isInstanceOf(UnsupportedFeatureException.class)
        .hasMessageContaining("savepoints");
    assertThat(plain.sent()).isEmpty();
  }

  @Test
  void numbers_that_make_no_sense_are_refused() {
    ForEachOptions options = ForEachOptions.defaults();
    assertThatThrownBy(() -> options.commitEvery(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> options.startAt(-1)).isInstanceOf(IllegalArgumentException.class);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.backend.ForEachFailure;
import io.nestrel.backend.ForEachOptions;
import io.nestrel.backend.ForEachResult;
import io.nestrel.error.ForEachStoppedException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Work in pieces that commits every few items, where no transaction is around. */
public interface ForEachCommitContract extends Contract {

  @Test
  default void each_commit_makes_its_items_and_their_position_last() {
    List<String> seen = new ArrayList<>();
    ForEachOptions options =
        inThrees()
            .onProgress(
                progress ->
                    seen.add(
                        "%d at %s, %d failed, rows %s"
                            .formatted(
                                progress.position(), saved(), progress.failed(), ids().size())));
    ForEachResult<Integer> result = insertNumbers(7, options);
    assertThat(result.position()).isEqualTo(7);
    assertThat(seen)
        .containsExactly(
            "3 at 3, 0 failed, rows 4", "6 at 6, 1 failed, rows 6", "7 at 7, 1 failed, rows 7");
    assertThat(ids()).containsExactly(0, 1, 2, 3, 4, 6, 7);
  }

  @Test
  default void a_run_that_stopped_is_resumed_where_the_last_commit_was_confirmed() {
    ForEachOptions options = inThrees();
    assertThatThrownBy(
            () ->
                backend()
                    .forEach(
                        numbers(7),
                        options.continueIf(failure -> false),
                        item -> {
                          insert(item);
                          if (item == 5) {
                            throw new IllegalStateException("a bug");
                          }
                        }))
        .isInstanceOfSatisfying(
            ForEachStoppedException.class, e -> assertThat(e.position()).isEqualTo(3));
    assertThat(ids()).containsExactly(0, 1, 2, 3);
    assertThat(saved()).isEqualTo("3");
    ForEachResult<Integer> result = insertNumbers(7, options.startAt(Long.parseLong(saved())));
    assertThat(result.processed()).isEqualTo(4);
    assertThat(result.position()).isEqualTo(7);
    assertThat(result.failures()).extracting(ForEachFailure::index).containsExactly(4L);
    assertThat(ids()).containsExactly(0, 1, 2, 3, 4, 6, 7);
    assertThat(insertNumbers(7, options.startAt(7)).processed()).isZero();
  }

  @Test
  default void a_commit_a_hundred_items_long_and_one_for_each_item_do_the_same() {
    for (int every : List.of(1, 100)) {
      backend().execute("DELETE FROM entry");
      insertNumbers(203, inThrees().commitEvery(every));
      assertThat(ids()).hasSize(1 + 203 - 40);
      assertThat(saved()).isEqualTo("203");
    }
  }

  /** Saves the position as the note of row 0, which it makes. */
  private ForEachOptions inThrees() {
    backend().execute("INSERT INTO entry (id, note) VALUES (0, '0')");
    return ForEachOptions.defaults()
        .commitEvery(3)
        .savePosition(
            position ->
                backend()
                    .execute("UPDATE entry SET note = ? WHERE id = 0", Long.toString(position)));
  }

  private String saved() {
    return backend().query("SELECT note FROM entry WHERE id = 0", String.class).get(0);
  }

  /** Of the numbers from 1 each fifth fails after its row was written. */
  private ForEachResult<Integer> insertNumbers(int last, ForEachOptions options) {
    return backend()
        .forEach(
            numbers(last),
            options,
            item -> {
              insert(item);
              if (item % 5 == 0) {
                throw new IllegalStateException("five");
              }
            });
  }

  private static List<Integer> numbers(int last) {
    return IntStream.rangeClosed(1, last).boxed().toList();
  }
}

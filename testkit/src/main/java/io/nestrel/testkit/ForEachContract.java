// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.backend.ForEachFailure;
import io.nestrel.backend.ForEachOptions;
import io.nestrel.backend.ForEachResult;
import io.nestrel.error.DatabaseException;
import io.nestrel.error.ForEachFailedException;
import io.nestrel.error.ForEachStoppedException;
import io.nestrel.error.UniqueViolationException;
import io.nestrel.transaction.TransactionStatus;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Work in pieces: each item succeeds or fails alone, inside a transaction as outside. */
public interface ForEachContract extends Contract {

  @Test
  default void items_that_fail_are_rolled_back_alone_and_the_others_stay() {
    ForEachResult<Integer> result =
        backend()
            .forEach(
                List.of(1, 2, 3, 4),
                item -> {
                  insert(item);
                  if (item % 2 == 0) {
                    insert(100); // a duplicate if the first one's were still there
                    throw new IllegalStateException("even");
                  }
                });
    assertThat(ids()).containsExactly(1, 3);
    assertThat(result.processed()).isEqualTo(4);
    assertThat(result.failures()).extracting(ForEachFailure::index).containsExactly(1L, 3L);
  }

  @Test
  default void an_item_that_the_database_refuses_is_reported_with_its_error() {
    ForEachResult<Integer> result = backend().forEach(List.of(1, 1, 2, 1), this::insert);
    assertThat(ids()).containsExactly(1, 2);
    assertThat(result.failures())
        .extracting(ForEachFailure::exception)
        .hasSize(2)
        .hasOnlyElementsOfType(UniqueViolationException.class);
    assertThatThrownBy(result::throwIfFailed).isInstanceOf(ForEachFailedException.class);
  }

  @Test
  default void an_item_that_swallows_an_error_which_costs_its_scope_is_no_success() {
    List<Long> lost = new ArrayList<>();
    ForEachResult<Integer> result =
        backend()
            .forEach(
                List.of(0, 1, 2, 3),
                item -> {
                  insert(item);
                  if (item % 2 == 1) {
                    assertThatThrownBy(() -> insert(item)).isInstanceOf(DatabaseException.class);
                    if (status() != TransactionStatus.ACTIVE) {
                      lost.add((long) item);
                    }
                  }
                });
    assertThat(result.failures()).extracting(ForEachFailure::index).isEqualTo(lost);
    assertThat(ids()).hasSize((int) result.succeeded()).contains(0, 2);
  }

  @Test
  default void what_is_written_about_a_failed_item_stays() {
    backend()
        .forEach(
            List.of(1, 1, 2),
            ForEachOptions.defaults(),
            this::insert,
            failure -> insert((int) (100 + failure.index())));
    assertThat(ids()).containsExactly(1, 2, 101);
  }

  @Test
  default void objects_of_failed_items_rewind_and_those_of_the_others_do_not() {
    Widget touched = Widget.WIDGETS.on(backend()).save(new Widget("touched"));
    List<Widget> made = new ArrayList<>();
    backend()
        .forEach(
            List.of(1, 2, 3),
            item -> {
              touched.stock(item);
              touched.save();
              Widget widget = new Widget("item " + item);
              made.add(widget);
              Widget.WIDGETS.on(backend()).save(widget);
              if (item > 1) {
                throw new IllegalStateException("too many");
              }
            });
    assertThat(touched.stock()).isEqualTo(1);
    assertThat(touched.isChanged()).isFalse();
    assertThat(Widget.WIDGETS.on(backend()).get(requireNonNull(touched.id())).version())
        .isEqualTo(touched.version());
    assertThat(made).extracting(Widget::isNew).containsExactly(false, true, true);
    assertThat(made).extracting(Widget::id).last().isNull();
  }

  @Test
  default void a_run_that_stops_leaves_nothing_and_the_caller_can_go_on() {
    Widget touched = Widget.WIDGETS.on(backend()).save(new Widget("touched"));
    assertThatThrownBy(
            () ->
                backend()
                    .forEach(
                        List.of(1, 2, 1, 3),
                        ForEachOptions.defaults().continueIf(failure -> false),
                        item -> {
                          touched.stock(item);
                          touched.save();
                          insert(item);
                        }))
        .isInstanceOf(ForEachStoppedException.class)
        .hasCauseInstanceOf(UniqueViolationException.class);
    assertThat(ids()).isEmpty();
    assertThat(touched.stock()).isZero();
    insert(4);
    assertThat(ids()).containsExactly(4);
  }
}

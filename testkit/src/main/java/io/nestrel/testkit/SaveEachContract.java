// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.Model;
import io.nestrel.backend.ForEachFailure;
import io.nestrel.backend.ForEachOptions;
import io.nestrel.backend.ForEachResult;
import io.nestrel.error.CheckViolationException;
import io.nestrel.error.ForEachStoppedException;
import io.nestrel.error.NotNullViolationException;
import io.nestrel.error.TransactionException;
import io.nestrel.error.UniqueViolationException;
import io.nestrel.transaction.TransactionOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** An import of which some rows fail leaves what saving them one by one would. */
public interface SaveEachContract extends Contract {

  private Model<Widget> widgets() {
    return Widget.WIDGETS.on(backend());
  }

  /** Widgets of which those with the same number have the same name. */
  private static List<Widget> numbered(IntStream numbers) {
    return numbers.mapToObj(n -> new Widget(n < 0 ? null : "number " + n)).toList();
  }

  @Test
  default void good_records_are_kept_and_bad_ones_told_in_their_order() {
    List<Widget> list = numbered(IntStream.range(0, 1_000).map(i -> i % 97 == 0 ? 0 : i));
    ForEachResult<Widget> result = widgets().saveEach(list);
    assertThat(result.processed()).isEqualTo(1_000);
    assertThat(result.failures())
        .extracting(ForEachFailure::index)
        .containsExactly(97L, 194L, 291L, 388L, 485L, 582L, 679L, 776L, 873L, 970L);
    assertThat(result.failures())
        .extracting(ForEachFailure::exception)
        .hasOnlyElementsOfType(UniqueViolationException.class);
    for (ForEachFailure<Widget> failure : result.failures()) {
      assertThat(failure.item()).isSameAs(list.get((int) failure.index()));
      assertThat(failure.item().isNew()).isTrue();
      assertThat(failure.item().id()).isNull();
    }
    assertThat(widgets().count()).isEqualTo(990);
    for (Widget widget : list) {
      if (widget.isPersisted()) {
        assertThat(widgets().get(requireNonNull(widget.id())).name()).isEqualTo(widget.name());
        assertThat(widget.isChanged()).isFalse();
      }
    }
  }

  @Test
  default void the_first_the_last_and_all_may_fail() {
    assertThat(indexes(numbered(IntStream.of(-1, 1, 2)))).containsExactly(0L);
    assertThat(indexes(numbered(IntStream.of(3, 4, 5, -1)))).containsExactly(3L);
    assertThat(indexes(numbered(IntStream.generate(() -> -1).limit(70))))
        .containsExactlyElementsOf(IntStream.range(0, 70).mapToObj(i -> (long) i).toList());
    assertThat(widgets().count()).isEqualTo(5);
  }

  private List<Long> indexes(List<Widget> list) {
    return widgets().saveEach(list).failures().stream().map(ForEachFailure::index).toList();
  }

  @Test
  default void each_error_is_the_one_that_saving_alone_gives() {
    Model<Reading> readings = Reading.READINGS.on(backend());
    List<Reading> list = new ArrayList<>();
    IntStream.range(0, 20).forEach(i -> list.add(new Reading(i, i)));
    list.set(4, new Reading(-1, 1));
    list.set(5, new Reading(-2, 1));
    assertThat(readings.saveEach(list).failures())
        .extracting(f -> (Object) f.exception().getClass())
        .containsExactly(CheckViolationException.class, CheckViolationException.class);
    assertThat(widgets().saveEach(numbered(IntStream.of(1, -1))).failures())
        .extracting(f -> (Object) f.exception().getClass())
        .containsExactly(NotNullViolationException.class);
    assertThat(readings.count()).isEqualTo(18);
  }

  @Test
  default void callbacks_run_for_each_record_and_decide_for_it_alone() {
    Model<Gadget> gadgets = Gadget.GADGETS.on(backend());
    List<Gadget> list =
        List.of(new Gadget("a"), new Gadget("bad"), new Gadget("b"), new Gadget("a"));
    ForEachResult<Gadget> result = gadgets.saveEach(list);
    assertThat(result.failures()).extracting(ForEachFailure::index).containsExactly(1L, 3L);
    assertThat(list).extracting(Gadget::stock).containsExactly(1, 0, 1, 0);
    assertThat(gadgets.count()).isEqualTo(2);
  }

  @Test
  default void a_run_that_may_not_go_on_leaves_nothing() {
    List<Widget> list = numbered(IntStream.of(1, 2, 3, 2, 4));
    assertThatThrownBy(
            () -> widgets().saveEach(list, ForEachOptions.defaults().continueIf(failure -> false)))
        .isInstanceOf(ForEachStoppedException.class)
        .hasMessageStartingWith("saveEach has stopped")
        .hasCauseInstanceOf(UniqueViolationException.class);
    assertThat(widgets().count()).isZero();
    assertThat(list).allMatch(Widget::isNew);
  }

  @Test
  default void a_transaction_that_only_reads_is_refused_at_once() {
    TransactionOptions reading = TransactionOptions.defaults().readOnly(true);
    List<Widget> list = numbered(IntStream.of(1, 2));
    assertThatThrownBy(
            () -> widgets().saveEach(list, ForEachOptions.defaults().transaction(reading)))
        .isInstanceOf(ForEachStoppedException.class)
        .hasCauseInstanceOf(TransactionException.class)
        .hasMessageContaining("read-only");
    assertThat(list).allMatch(Widget::isNew);
  }

  @Test
  default void what_is_written_about_failures_stays_and_the_records_are_asked_for_bit_by_bit() {
    List<Integer> made = new ArrayList<>();
    List<Integer> madeAtFirstFailure = new ArrayList<>();
    Iterable<Widget> lazy =
        () ->
            IntStream.range(0, 5_000)
                .mapToObj(
                    i -> {
                      made.add(i);
                      return new Widget("number " + (i == 10 ? 0 : i));
                    })
                .iterator();
    ForEachResult<Widget> result =
        widgets()
            .saveEach(
                lazy,
                ForEachOptions.defaults(),
                failure -> {
                  madeAtFirstFailure.add(made.size());
                  insert((int) failure.index());
                });
    assertThat(result.processed()).isEqualTo(5_000);
    assertThat(ids()).containsExactly(10);
    assertThat(madeAtFirstFailure.get(0)).isLessThanOrEqualTo(64);
    assertThat(widgets().saveEach(Stream.of(new Widget("last"))).succeeded()).isEqualTo(1);
    assertThat(widgets().count()).isEqualTo(5_000);
  }

  @Test
  default void a_stream_takes_what_a_list_takes_and_is_closed() {
    List<String> told = new ArrayList<>();
    Stream<Widget> stream =
        numbered(IntStream.of(1, 2, 1)).stream().onClose(() -> told.add("closed"));
    widgets()
        .saveEach(
            stream, ForEachOptions.defaults(), failure -> told.add("item " + failure.index()));
    assertThat(told).containsExactly("item 2", "closed");
    assertThat(widgets().count()).isEqualTo(2);
  }

  @Test
  default void it_does_what_a_loop_of_nested_scopes_does_whatever_the_records_are() {
    for (int seed = 0; seed < 12; seed++) {
      List<Widget> together = random(seed);
      List<Widget> apart = random(seed);
      List<Long> failed = indexes(together);
      List<String> rows = rows();
      backend().execute("DELETE FROM widgets");
      List<Long> failedApart = new ArrayList<>();
      for (int i = 0; i < apart.size(); i++) {
        Widget widget = apart.get(i);
        try {
          backend().transaction(() -> widgets().save(widget));
        } catch (RuntimeException e) {
          failedApart.add((long) i);
        }
      }
      assertThat(failed).as("seed %d", seed).isEqualTo(failedApart);
      assertThat(rows).isEqualTo(rows());
      for (int i = 0; i < apart.size(); i++) {
        assertThat(look(together.get(i))).isEqualTo(look(apart.get(i)));
      }
      backend().execute("DELETE FROM widgets");
    }
  }

  /** New ones, some twice in the list, some that are there already, and some that are changed. */
  private List<Widget> random(int seed) {
    Random random = new Random(seed);
    List<Widget> list = new ArrayList<>();
    int size = 1 + random.nextInt(200);
    int names = 1 + random.nextInt(400);
    for (int i = 0; i < size; i++) {
      int kind = random.nextInt(20);
      if (kind == 0 && !list.isEmpty()) {
        list.add(list.get(random.nextInt(list.size())));
      } else {
        Widget widget = new Widget(kind == 1 ? null : "name " + random.nextInt(names));
        widget.stock(random.nextInt(5));
        list.add(widget);
      }
    }
    return list;
  }

  private List<String> rows() {
    return widgets().query().orderBy("name").list().stream().map(SaveEachContract::look).toList();
  }

  private static String look(Widget widget) {
    return "%s %d %d %s %s"
        .formatted(
            widget.name(), widget.stock(), widget.version(), widget.isNew(), widget.isChanged());
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.nestrel.Model;
import io.nestrel.backend.ForEachFailure;
import io.nestrel.error.CheckViolationException;
import io.nestrel.error.ConstraintViolationException;
import io.nestrel.error.NotNullViolationException;
import io.nestrel.error.NotSavedException;
import io.nestrel.error.StaleRecordException;
import io.nestrel.error.UniqueViolationException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Saving many records at once does what saving one after the other does, all or nothing. */
public interface SaveAllContract extends Contract {

  private Model<Widget> widgets() {
    return Widget.WIDGETS.on(backend());
  }

  private Model<Reading> readings() {
    return Reading.READINGS.on(backend());
  }

  private static List<Widget> widgets(int count) {
    List<Widget> made = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Widget widget = new Widget("widget " + i * 7919 % 10_007);
      widget.stock(i * 31 % 17);
      made.add(widget);
    }
    return made;
  }

  @Test
  default void each_of_thousands_of_records_gets_the_key_of_its_own_row() {
    List<Widget> made = widgets(2_500);
    widgets().saveAll(made);
    assertThat(widgets().count()).isEqualTo(2_500);
    for (Widget widget : made) {
      assertThat(widget.isPersisted()).isTrue();
      assertThat(widget.isChanged()).isFalse();
      assertThat(widget.version()).isEqualTo(1);
    }
    for (Widget row : widgets().all()) {
      Widget record =
          made.stream().filter(w -> Objects.equals(w.id(), row.id())).findFirst().orElseThrow();
      assertThat(record.name()).isEqualTo(row.name());
      assertThat(record.stock()).isEqualTo(row.stock());
    }
  }

  @Test
  default void records_that_look_alike_but_for_what_a_database_may_round_get_their_own_keys() {
    List<Reading> made =
        IntStream.range(0, 300).mapToObj(i -> new Reading(i % 3, i / 8.0)).toList();
    readings().saveAll(made);
    for (Reading reading : made) {
      Reading row = readings().get(requireNonNull(reading.id()));
      assertThat(row.measured()).isEqualTo(reading.measured());
      assertThat(row.sensor()).isEqualTo(reading.sensor());
      assertThat(row.createdAt()).isEqualTo(reading.createdAt()).isNotNull();
    }
  }

  @Test
  default void records_with_ids_of_their_own_keep_them() {
    List<Reading> made =
        IntStream.range(0, 150)
            .mapToObj(i -> new Reading(i, i).id(1_000 + i).takenAt(Instant.EPOCH))
            .toList();
    readings().saveAll(made);
    assertThat(readings().query().orderBy("id").list())
        .extracting(Reading::sensor)
        .containsExactlyElementsOf(IntStream.range(0, 150).boxed().toList());
    assertThat(readings().get(1_149).takenAt()).isEqualTo(Instant.EPOCH);
  }

  @Test
  default void a_record_may_refer_to_one_that_was_saved_before_it() {
    Reading first = new Reading(1, 1).id(1);
    Reading second = new Reading(2, 2).id(2).follows(1L);
    readings().saveAll(List.of(first, second, new Reading(3, 3).id(3).follows(2L)));
    assertThat(readings().query().orderBy("sensor").list())
        .extracting(Reading::follows)
        .containsExactly(null, 1L, 2L);
  }

  @Test
  default void new_changed_and_unchanged_records_are_saved_in_one_go_and_none_twice() {
    List<Widget> list = widgets(20);
    widgets().saveAll(list.subList(0, 10));
    list.get(3).stock(99);
    list.get(5).stock(98);
    List<Widget> twice = new ArrayList<>(list);
    twice.addAll(list);
    widgets().saveAll(twice);
    assertThat(widgets().count()).isEqualTo(20);
    assertThat(list)
        .extracting(Widget::version)
        .containsExactly(1, 1, 1, 2, 1, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1);
    assertThat(widgets().get(requireNonNull(list.get(3).id())).stock()).isEqualTo(99);
  }

  @Test
  default void one_that_fails_undoes_all_and_is_named() {
    for (int bad : new int[] {0, 1, 77, 199}) {
      List<Widget> list = widgets(200);
      Widget existing = widgets().save(new Widget("existing"));
      existing.stock(bad);
      list.set(bad, new Widget("existing"));
      list.add(0, existing);
      UniqueViolationException e =
          catchThrowableOfType(UniqueViolationException.class, () -> widgets().saveAll(list));
      assertThat(e.getSuppressed()).hasSize(1);
      NotSavedException which = (NotSavedException) e.getSuppressed()[0];
      assertThat(which.index()).isEqualTo(bad + 1);
      assertThat(which.record()).isSameAs(list.get(bad + 1));
      assertThat(widgets().count()).isEqualTo(1);
      assertThat(list.subList(1, 201)).allMatch(Widget::isNew).allMatch(w -> w.version() == 0);
      assertThat(list.subList(1, 201)).extracting(Widget::id).containsOnlyNulls();
      assertThat(existing.changedFields()).hasSize(bad == 0 ? 0 : 1);
      list.remove(bad + 1);
      widgets().saveAll(list);
      assertThat(widgets().count()).isEqualTo(200);
      backend().execute("DELETE FROM widgets");
    }
  }

  @Test
  default void every_kind_of_constraint_is_told_as_by_save() {
    assertRefused(NotNullViolationException.class, widgets(), new Widget(null), widgets(9));
    assertRefused(
        CheckViolationException.class, readings(), new Reading(-1, 1), List.of(new Reading(1, 1)));
  }

  private static <T extends io.nestrel.ActiveRecord<T>> void assertRefused(
      Class<? extends ConstraintViolationException> type, Model<T> model, T bad, List<T> good) {
    List<T> all = new ArrayList<>(good);
    all.add(bad);
    assertThatThrownBy(() -> model.saveAll(all))
        .isInstanceOf(type)
        .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
    assertThat(model.count()).isZero();
    assertThat(all).allMatch(T::isNew);
  }

  @Test
  @SuppressWarnings("NullAway") // not every caller is checked
  default void a_null_is_refused_with_its_place() {
    List<Widget> list = widgets(20);
    list.set(7, null);
    assertThatThrownBy(() -> widgets().saveAll(list))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("A record to be saved is null")
        .satisfies(
            e -> assertThat(((NotSavedException) e.getSuppressed()[0]).index()).isEqualTo(7));
    assertThat(widgets().count()).isZero();
    assertThat(widgets().saveEach(list).failures())
        .extracting(ForEachFailure::index)
        .containsExactly(7L);
    assertThat(widgets().count()).isEqualTo(19);
  }

  @Test
  default void a_callback_that_throws_undoes_all_that_the_others_did() {
    Model<Gadget> gadgets = Gadget.GADGETS.on(backend());
    Gadget good = new Gadget("good");
    assertThatThrownBy(() -> gadgets.saveAll(List.of(good, new Gadget("bad"))))
        .isInstanceOf(IllegalStateException.class);
    assertThat(gadgets.count()).isZero();
    assertThat(good.isNew()).isTrue();
    assertThat(good.stock()).isZero();
    gadgets.saveAll(List.of(good, new Gadget("better")));
    assertThat(gadgets.count()).isEqualTo(2);
  }

  @Test
  default void somebody_elses_change_is_told_and_undoes_all() {
    Widget widget = widgets().save(new Widget("w"));
    Widget other = widgets().get(requireNonNull(widget.id()));
    widget.stock(1);
    widget.save();
    other.stock(2);
    Widget fresh = new Widget("fresh");
    assertThatThrownBy(() -> widgets().saveAll(List.of(fresh, other)))
        .isInstanceOf(StaleRecordException.class);
    assertThat(fresh.isNew()).isTrue();
    assertThat(widgets().count()).isEqualTo(1);
  }

  @Test
  default void what_was_saved_rewinds_with_the_scope_around_it() {
    List<Widget> list = widgets(40);
    manager().begin();
    widgets().saveAll(list);
    assertThat(list).noneMatch(Widget::isNew);
    manager().rollback();
    assertThat(list).allMatch(Widget::isNew);
    assertThat(list).extracting(Widget::id).containsOnlyNulls();
    assertThat(widgets().count()).isZero();
    widgets().saveAll(list);
    assertThat(widgets().count()).isEqualTo(40);
  }

  @Test
  default void nothing_to_save_is_nothing() {
    widgets().saveAll(List.of());
    assertThat(widgets().count()).isZero();
  }
}

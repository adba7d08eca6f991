// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.Model;
import io.nestrel.backend.Backend;
import io.nestrel.backend.ForEachFailure;
import io.nestrel.error.ValidationException;
import io.nestrel.testkit.Part;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records saved together get the keys of their own rows, whatever the table does with them. */
class SqliteSaveManyTest {
  private final Backend backend = Backend.open("jdbc:sqlite::memory:");
  private final Model<Part> parts = Model.of(Part.class).on(backend);

  @AfterEach
  void close() {
    backend.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // more rows in the same table
        "INSERT INTO parts (name, size) SELECT 'copy of ' || NEW.name, -1 WHERE NEW.size >= 0",
        // another name than was sent, for all or for one
        "UPDATE parts SET name = upper(name) WHERE id = NEW.id",
        "UPDATE parts SET name = 'seven' WHERE id = NEW.id AND size = 7",
        // a gap in the keys
        "DELETE FROM parts WHERE id = NEW.id - 1 AND size % 10 = 3"
      })
  void a_trigger_that_meddles_costs_time_and_no_key(String trigger) {
    backend.execute("CREATE TABLE parts (id INTEGER PRIMARY KEY, name TEXT, size INTEGER)");
    backend.execute(
        "CREATE TRIGGER meddling AFTER INSERT ON parts BEGIN %s; END".formatted(trigger));
    List<Part> together = Part.numbered(100);
    parts.saveAll(together);
    for (Part part : together) {
      parts.find(part.id()).ifPresent(row -> assertThat(row.size()).isEqualTo(part.size()));
    }
    assertThat(parts.where("size >= 0").count()).isGreaterThanOrEqualTo(90);
    assertThat(together).extracting(part -> part.id()).doesNotHaveDuplicates();
  }

  @Test
  void keys_that_are_not_used_again_leave_a_gap_before_the_first_one() {
    backend.execute(
        "CREATE TABLE parts (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT, size INTEGER)");
    parts.saveAll(Part.numbered(50));
    backend.execute("DELETE FROM parts WHERE id > 10");
    List<Part> more = Part.numbered(50);
    parts.saveAll(more);
    assertThat(more.get(0).id()).isEqualTo(51);
    Part.assertEachHasItsOwnKey(parts, more);
  }

  @Test
  void keys_below_zero_the_largest_possible_one_and_odd_texts_are_nothing_special() {
    backend.execute("CREATE TABLE parts (id INTEGER PRIMARY KEY, name TEXT, size INTEGER)");
    backend.execute("INSERT INTO parts VALUES (-70, 'below zero', 0)");
    List<Part> odd =
        List.of(
            new Part("a\u001fb", 1), new Part("a", 2), new Part("", 3), new Part("b\u001fa", 4));
    parts.saveAll(odd);
    Part.assertEachHasItsOwnKey(parts, odd);
    backend.execute("INSERT INTO parts VALUES (9223372036854775807, 'the last', 0)");
    List<Part> random = Part.numbered(20);
    parts.saveAll(random);
    Part.assertEachHasItsOwnKey(parts, random);
  }

  @Test
  void a_row_that_the_table_leaves_out_without_a_word_is_told_as_by_save() {
    backend.execute(
        "CREATE TABLE parts (id INTEGER PRIMARY KEY, name TEXT UNIQUE ON CONFLICT IGNORE, size INTEGER)");
    List<Part> list = List.of(new Part("a", 1), new Part("b", 2), new Part("a", 3));
    assertThatThrownBy(() -> parts.saveAll(list)).isInstanceOf(ValidationException.class);
    assertThat(parts.count()).isZero();
    assertThat(parts.saveEach(list).failures())
        .extracting(ForEachFailure::index)
        .containsExactly(2L);
    assertThat(parts.count()).isEqualTo(2);
  }

  @Test
  void a_record_with_an_id_whose_row_the_table_leaves_out_is_not_saved() {
    backend.execute(
        "CREATE TABLE parts (id INTEGER PRIMARY KEY, name TEXT UNIQUE ON CONFLICT IGNORE, size INTEGER)");
    parts.save(new Part("a", 1).id(1));
    Part same = new Part("a", 2).id(2);
    Part other = new Part("b", 3).id(3);
    assertThatThrownBy(() -> parts.save(same)).isInstanceOf(ValidationException.class);
    assertThatThrownBy(() -> parts.saveAll(List.of(other, same)))
        .isInstanceOf(ValidationException.class);
    assertThat(same.isNew()).isTrue();
    assertThat(other.isNew()).isTrue();
    assertThat(parts.saveEach(List.of(other, same)).failures())
        .extracting(ForEachFailure::index)
        .containsExactly(1L);
    assertThat(same.isNew()).isTrue();
    assertThat(parts.count()).isEqualTo(2);
  }

  @Test
  void a_row_of_the_same_id_that_is_somebody_elses_does_not_count_as_saved() {
    backend.execute(
        "CREATE TABLE parts (id INTEGER PRIMARY KEY ON CONFLICT IGNORE, name TEXT, size INTEGER)");
    parts.save(new Part("theirs", 1).id(1));
    Part mine = new Part("mine", 1).id(1);
    Part other = new Part("other", 2).id(2);
    assertThatThrownBy(() -> parts.save(mine)).isInstanceOf(ValidationException.class);
    assertThatThrownBy(() -> parts.saveAll(List.of(other, mine)))
        .isInstanceOf(ValidationException.class);
    assertThat(parts.saveEach(List.of(other, mine)).failures())
        .extracting(ForEachFailure::index)
        .containsExactly(1L);
    assertThat(mine.isNew()).isTrue();
    assertThat(backend.query("SELECT name FROM parts ORDER BY id", String.class))
        .containsExactly("theirs", "other");
  }

  @Test
  void a_view_that_a_trigger_writes_through_takes_records_with_ids_and_tells_the_bad_ones() {
    backend.execute("CREATE TABLE stock (id INTEGER PRIMARY KEY, name TEXT UNIQUE, size INTEGER)");
    backend.execute("CREATE VIEW parts AS SELECT id, name, size FROM stock");
    backend.execute(
        "CREATE TRIGGER writing INSTEAD OF INSERT ON parts BEGIN INSERT INTO stock VALUES (NEW.id, NEW.name, NEW.size); END");
    List<Part> list = Part.numbered(100);
    list.forEach(part -> part.id(part.size() + 1L));
    list.get(70).name("Part 7");
    assertThat(parts.saveEach(list).failures())
        .extracting(ForEachFailure::index)
        .containsExactly(70L);
    assertThat(parts.count()).isEqualTo(99);
  }

  @Test
  void what_a_trigger_did_for_a_row_that_fails_is_undone() {
    backend.execute("CREATE TABLE parts (id INTEGER PRIMARY KEY, name TEXT UNIQUE, size INTEGER)");
    backend.execute("CREATE TABLE log (name TEXT)");
    backend.execute(
        "CREATE TRIGGER logging BEFORE INSERT ON parts BEGIN INSERT INTO log VALUES (NEW.name); END");
    backend.execute(
        "CREATE TRIGGER failing AFTER INSERT ON parts WHEN NEW.size = 13 BEGIN SELECT RAISE(FAIL, 'unlucky'); END");
    List<Part> list =
        IntStream.range(0, 40).mapToObj(i -> new Part("Part " + i / 2 * 2, i)).toList();
    assertThat(parts.saveEach(list).failures()).hasSize(20);
    assertThat(parts.count()).isEqualTo(20);
    assertThat(backend.query("SELECT count(*) FROM log", Long.class)).containsExactly(20L);
    list.forEach(part -> part.size(13));
    assertThat(parts.saveEach(List.of(new Part("x", 1), new Part("y", 13))).failures())
        .extracting(ForEachFailure::index)
        .containsExactly(1L);
    assertThat(parts.count()).isEqualTo(21);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.nestrel.Model;
import io.nestrel.backend.Backend;
import io.nestrel.backend.ForEachFailure;
import io.nestrel.testkit.Part;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Records saved together get the keys of their own rows, whatever the table does with them. */
@ParameterizedClass
@EnumSource
class SaveManyTest {
  private final Backend backend;
  private final Model<Part> parts;

  SaveManyTest(Server server) {
    this.backend = server.open();
    this.parts = Model.of(Part.class).on(backend);
  }

  @BeforeEach
  void createTable() {
    backend.execute(
        "CREATE TABLE parts (id BIGINT UNSIGNED AUTO_INCREMENT PRIMARY KEY, name VARCHAR(50) NOT NULL, size INT NOT NULL UNIQUE)");
  }

  @AfterEach
  void close() {
    backend.close();
  }

  @Test
  void keys_may_differ_by_more_than_one() {
    List<Part> list = Part.numbered(200);
    backend.transaction(
        () -> {
          backend.execute("SET SESSION auto_increment_increment = 7");
          backend.execute("SET SESSION auto_increment_offset = 3");
          parts.saveAll(list);
        });
    assertThat(list.get(199).id() - list.get(0).id()).isEqualTo(199 * 7);
    Part.assertEachHasItsOwnKey(parts, list);
  }

  @Test
  void a_trigger_that_changes_text_or_key_costs_time_and_no_key() {
    backend.execute(
        "CREATE TRIGGER changing BEFORE INSERT ON parts FOR EACH ROW SET NEW.name = CONCAT(UPPER(NEW.name), '!')");
    List<Part> texts = Part.numbered(50);
    parts.saveAll(texts);
    Part.assertEachHasItsOwnKey(parts, texts);
    assertThat(texts).extracting(part -> part.id()).doesNotHaveDuplicates();
  }

  @Test
  void a_trigger_that_makes_the_keys_itself_costs_time_and_no_key() {
    backend.execute("INSERT INTO parts (name, size) VALUES ('Part 0', -1), ('Part 1', -2)");
    backend.execute(
        "CREATE TRIGGER numbering BEFORE INSERT ON parts FOR EACH ROW SET NEW.id = 5000 - NEW.size");
    List<Part> list = Part.numbered(50);
    assertThat(parts.saveEach(list).processed()).isEqualTo(50);
    Part.assertEachHasItsOwnKey(parts, list.stream().filter(Part::isPersisted).toList());
  }

  @Test
  void a_row_that_fails_inside_a_trigger_is_not_taken_for_one_of_the_records() {
    backend.execute("CREATE TABLE log (n INT UNIQUE)");
    backend.execute(
        "CREATE TRIGGER logging AFTER INSERT ON parts FOR EACH ROW BEGIN IF NEW.size IN (2, 5) THEN INSERT INTO log VALUES (101), (102), (103), (104), (105), (106), (107), (108), (101); END IF; END");
    List<Part> list = Part.numbered(7);
    assertThat(parts.saveEach(list).failures())
        .extracting(ForEachFailure::index)
        .containsExactly(2L, 5L);
    assertThat(parts.count()).isEqualTo(5);
  }

  @Test
  void a_row_that_fails_is_found_among_many() {
    List<Part> list =
        IntStream.range(0, 100).mapToObj(i -> new Part("Part " + i, i == 60 ? 59 : i)).toList();
    assertThat(parts.saveEach(list).failures())
        .extracting(ForEachFailure::index)
        .containsExactly(60L);
    Part.assertEachHasItsOwnKey(parts, list.stream().filter(Part::isPersisted).toList());
    assertThat(parts.count()).isEqualTo(99);
  }
}

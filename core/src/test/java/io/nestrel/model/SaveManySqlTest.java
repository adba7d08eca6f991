// SPDX-License-Identifier: Apache-2.0
package io.nestrel.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.ActiveRecord;
import io.nestrel.Model;
import io.nestrel.annotation.Id;
import io.nestrel.annotation.Table;
import io.nestrel.annotation.Version;
import io.nestrel.backend.Backend;
import io.nestrel.backend.ForEachFailure;
import io.nestrel.backend.ForEachOptions;
import io.nestrel.backend.ForEachResult;
import io.nestrel.dialect.Damage;
import io.nestrel.dialect.Feature;
import io.nestrel.error.ForEachStoppedException;
import io.nestrel.error.StaleRecordException;
import io.nestrel.error.TransactionException;
import io.nestrel.scripted.ScriptedDatabase;
import io.nestrel.transaction.TransactionOptions;
import io.nestrel.type.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How many statements it takes to save many records, and which. */
class SaveManySqlTest {
  private static final String RETURNING = " RETURNING \"id\", \"first_name\"";

  private final ScriptedDatabase database = new ScriptedDatabase(Feature.UPSERT);
  private final Backend backend = database.backend();
  private final Model<Person> people = Person.people.on(backend);

  private static String insert(int rows) {
    return "INSERT INTO \"people\" (\"first_name\", \"age\") VALUES (?, ?)"
        + ", (?, ?)".repeat(rows - 1);
  }

  /** With ids, so that nothing has to come back. */
  private static List<Person> numbered(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i -> {
              Person person = new Person("person " + i, i);
              person.id(i + 1L);
              return person;
            })
        .toList();
  }

  @Test
  void two_records_are_one_statement_whose_rows_say_which_is_which() {
    database.rows(new Object[] {8L, "Ann", 30L}, new Object[] {7L, "Bob", 40L});
    Person ann = new Person("Ann", 30);
    Person bob = new Person("Bob", 40);
    people.saveAll(List.of(ann, bob));
    assertThat(ann.id()).isEqualTo(8);
    assertThat(bob.id()).isEqualTo(7);
    assertThat(database.take()).containsExactly("BEGIN", insert(2) + RETURNING, "COMMIT");
  }

  @Test
  void rows_that_come_back_otherwise_are_never_taken_for_the_records() {
    database.rows(new Object[] {1L, "Bob", 40L}, new Object[] {2L, "Ann", 30L});
    List<Person> list = List.of(new Person("Ann", 30), new Person("Bob", 40));
    assertThatThrownBy(() -> people.saveAll(list)).hasMessageContaining("made no id");
    assertThat(database.take())
        .startsWith(
            "BEGIN", insert(2) + RETURNING, "ROLLBACK", "BEGIN", insert(1) + " RETURNING \"id\"");
    assertThat(list).allMatch(Person::isNew).extracting(Person::id).containsOnlyNulls();
  }

  @Test
  void a_thousand_records_are_four_statements_of_few_texts() {
    people.saveAll(numbered(1_000));
    assertThat(database.sent()).hasSize(2 + 4); // 512 rows, 384, 96, 8
    people.saveAll(numbered(10_000));
    assertThat(database.prepared().stream().distinct().count()).isLessThan(20);
  }

  @Test
  void long_texts_go_in_statements_of_a_million_characters_or_alone() {
    List<Person> list =
        IntStream.of(300, 300, 300, 300, 600, 1_500, 1, 1)
            .mapToObj(thousands -> new Person("x".repeat(thousands * 1_000), 1))
            .toList();
    list.forEach(person -> person.id(1L));
    people.saveAll(list);
    assertThat(database.take().stream().filter(sql -> sql.startsWith("INSERT")))
        .extracting(sql -> sql.split("\\(\\?", -1).length - 1)
        .containsExactly(3, 2, 1, 2);
  }

  @Table(name = "papers")
  @SuppressWarnings("UnusedVariable") // the database reads the fields
  static final class Paper extends ActiveRecord<Paper> {
    @Id private long id;

    private @Nullable Json text;

    private Paper() {}

    Paper(long id, int length) {
      this.id = id;
      this.text = new Json("[" + " ".repeat(length) + "]");
    }
  }

  @Test
  void json_is_as_long_as_its_text() {
    Model.of(Paper.class)
        .on(backend)
        .saveAll(IntStream.range(1, 6).mapToObj(i -> new Paper(i, 400_000)).toList());
    assertThat(database.take().stream().filter(sql -> sql.startsWith("INSERT")))
        .extracting(sql -> sql.split("\\(\\?", -1).length - 1)
        .containsExactly(2, 2, 1);
  }

  @Table(name = "visits")
  @SuppressWarnings("UnusedVariable") // the database reads the fields
  static final class Visit extends ActiveRecord<Visit> {
    @Id private long id;
    @Version private int version;
  }

  @Test
  void records_of_nothing_but_what_saving_sets_are_one_statement_also_where_keys_grow() {
    ScriptedDatabase growing = new ScriptedDatabase().growingKeys();
    growing.rows(new Object[] {1L}, new Object[] {2L});
    List<Visit> visits = List.of(new Visit(), new Visit());
    Model.of(Visit.class).on(growing.backend()).saveAll(visits);
    assertThat(growing.take())
        .containsExactly(
            "BEGIN",
            "INSERT INTO \"visits\" (\"version\") VALUES (?), (?) RETURNING \"id\"",
            "COMMIT");
  }

  @Test
  void where_rows_can_be_left_out_one_try_finds_those_that_are_then_inserted_alone() {
    ScriptedDatabase leavingOut = new ScriptedDatabase();
    leavingOut.rows(new Object[] {7L, "Bob"});
    List<Person> list =
        List.of(new Person("Ann", 30), new Person("Bob", 40), new Person("Cid", 50));
    assertThat(people.on(leavingOut.backend()).saveEach(list).failures()).isEmpty();
    String alone = insert(1) + " RETURNING \"id\"";
    assertThat(leavingOut.take())
        .containsExactly(
            "BEGIN",
            insert(3) + " ON CONFLICT DO NOTHING" + RETURNING,
            "ROLLBACK",
            "BEGIN",
            alone,
            "SAVEPOINT \"SP_1\"",
            alone,
            "RELEASE SAVEPOINT \"SP_1\"",
            "SAVEPOINT \"SP_1\"",
            alone,
            "COMMIT");
  }

  @Test
  void unchanged_records_send_nothing() {
    List<Person> list = numbered(5);
    people.saveAll(list);
    database.take();
    people.saveAll(list);
    assertThat(database.take()).isEmpty();
    list.get(2).age(99);
    people.saveAll(list);
    assertThat(database.take()).hasSize(3).contains("BEGIN", "COMMIT");
  }

  @Test
  void one_failure_among_sixty_four_takes_two_tries_for_each_halving_at_most() {
    List<Person> list = numbered(64);
    database.failOn("INSERT", Damage.STATEMENT, 0); // all
    database.failOn("INSERT", Damage.STATEMENT, 0); // the first half, and so on
    for (int i = 0; i < 5; i++) {
      database.failOn("INSERT", Damage.STATEMENT, 0);
    }
    ForEachResult<Person> result = people.saveEach(list);
    assertThat(result.failures()).extracting(ForEachFailure::index).containsExactly(0L);
    assertThat(database.take().stream().filter(sql -> sql.startsWith("INSERT"))).hasSize(7 + 6);
    assertThat(list.stream().filter(Person::isPersisted)).hasSize(63);
  }

  @Test
  void a_lost_transaction_stops_the_run_and_rewinds() {
    List<Person> list = numbered(40);
    database.failOn("INSERT", Damage.TRANSACTION, 1);
    List<Long> progress = new ArrayList<>();
    assertThatThrownBy(
            () ->
                people.saveEach(
                    list,
                    ForEachOptions.defaults()
                        .commitEvery(32)
                        .onProgress(p -> progress.add(p.position()))))
        .isInstanceOfSatisfying(
            ForEachStoppedException.class, e -> assertThat(e.position()).isEqualTo(32));
    assertThat(progress).containsExactly(32L);
    assertThat(list.subList(0, 32)).allMatch(Person::isPersisted);
    assertThat(list.subList(32, 40)).allMatch(Person::isNew);
  }

  @Test
  void
      a_read_only_transaction_and_records_of_another_backend_are_refused_before_anything_is_sent() {
    List<Person> list = numbered(3);
    assertThatThrownBy(
            () ->
                backend.transaction(
                    TransactionOptions.defaults().readOnly(true), () -> people.saveAll(list)))
        .isInstanceOf(TransactionException.class)
        .hasMessageContaining("read-only");
    people.on(new ScriptedDatabase().backend()).saveAll(list);
    list.get(1).age(99);
    assertThatThrownBy(() -> people.saveAll(list))
        .isInstanceOf(StaleRecordException.class)
        .hasMessageContaining("belongs to");
    assertThat(people.saveEach(list).failures()).hasSize(3);
    assertThat(database.sent().stream().filter(sql -> sql.startsWith("INSERT"))).isEmpty();
  }
}

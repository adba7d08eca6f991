// SPDX-License-Identifier: Apache-2.0
package io.nestrel.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.ActiveRecord;
import io.nestrel.Model;
import io.nestrel.annotation.Id;
import io.nestrel.backend.Backend;
import io.nestrel.dialect.Feature;
import io.nestrel.error.RecordNotFoundException;
import io.nestrel.error.TooManyRowsException;
import io.nestrel.error.TransactionException;
import io.nestrel.error.UnsupportedFeatureException;
import io.nestrel.error.ValidationException;
import io.nestrel.query.Query;
import io.nestrel.scripted.ScriptedDatabase;
import io.nestrel.transaction.TransactionOptions;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What queries send, and what they refuse. */
class QuerySqlTest {
  private final ScriptedDatabase database = new ScriptedDatabase();
  private final Backend backend = database.backend();
  private final Model<Person> people = Person.people.on(backend);

  @Test
  void rows_are_locked_in_transactions_that_may_write() {
    Query<Person> locked = people.where("age > ?", 3).limit(2).forUpdate();
    backend.transaction(
        () -> {
          locked.list();
          locked.first();
          locked.stream().close();
          assertThatThrownBy(locked::count).isInstanceOf(ValidationException.class);
          assertThatThrownBy(locked::exists).isInstanceOf(ValidationException.class);
        });
    String rows = "SELECT \"id\", \"first_name\", \"age\" FROM \"people\" WHERE (age > ?)";
    assertThat(database.sent())
        .containsExactly(
            "BEGIN",
            rows + " FETCH FIRST 2 ROWS ONLY FOR UPDATE",
            rows + " ORDER BY \"id\" FETCH FIRST 1 ROWS ONLY FOR UPDATE",
            rows + " FETCH FIRST 2 ROWS ONLY FOR UPDATE",
            "COMMIT");
    assertThatThrownBy(locked::list)
        .isInstanceOf(TransactionException.class)
        .hasMessageContaining("inside transaction(…), without readOnly");
    TransactionOptions reading = TransactionOptions.defaults().readOnly(true);
    assertThatThrownBy(() -> backend.transaction(reading, () -> locked.list()))
        .isInstanceOf(TransactionException.class);
  }

  @Test
  void a_database_whose_writers_do_not_queue_has_to_lock_rows() {
    Backend without = new ScriptedDatabase(Feature.ROW_LOCKS).backend();
    Query<Person> locked = Person.people.on(without).query().forUpdate();
    assertThatThrownBy(() -> without.transaction(() -> locked.list()))
        .isInstanceOf(UnsupportedFeatureException.class)
        .hasMessageContaining("needs locks on rows");
  }

  @Test
  void queries_are_rendered_from_their_parts() {
    people
        .where("age > ?", 3)
        .where("first_name = ?", "Bob")
        .orderBy("firstName DESC", "age")
        .limit(2)
        .offset(1)
        .list();
    people.query().first();
    people.where("age = ?", 1).count();
    people.query().limit(5).count();
    people.query().exists();
    people.where("age = ?", 1).update("age = age + ?", 1);
    people.query().orderBy("age").limit(1).deleteAll();
    String columns = "SELECT \"id\", \"first_name\", \"age\" FROM \"people\"";
    assertThat(database.sent())
        .containsExactly(
            columns
                + " WHERE (age > ?) AND (first_name = ?) ORDER BY \"first_name\" DESC, \"age\""
                + " OFFSET 1 ROWS FETCH FIRST 2 ROWS ONLY",
            columns + " ORDER BY \"id\" FETCH FIRST 1 ROWS ONLY",
            "SELECT COUNT(*) FROM \"people\" WHERE (age = ?)",
            "SELECT COUNT(*) FROM (SELECT 1 FROM \"people\" FETCH FIRST 5 ROWS ONLY) AS counted",
            "SELECT 1 FROM \"people\" FETCH FIRST 1 ROWS ONLY",
            "BEGIN",
            "UPDATE \"people\" SET age = age + ? WHERE (age = ?)",
            "COMMIT",
            "BEGIN",
            "DELETE FROM \"people\" WHERE \"id\" IN (SELECT \"id\" FROM"
                + " (SELECT \"id\" FROM \"people\" ORDER BY \"age\" FETCH FIRST 1 ROWS ONLY) AS bounded)",
            "COMMIT");
  }

  @Test
  void order_by_takes_nothing_but_mapped_columns() {
    for (String bad :
        new String[] {"age; DROP TABLE people", "1", "age asc nulls", "\"age\"", ""}) {
      assertThatThrownBy(() -> people.query().orderBy(bad))
          .as(bad)
          .isInstanceOf(ValidationException.class)
          .hasMessageContaining("[id, firstName, age]");
    }
  }

  @Test
  void a_query_needs_as_many_values_as_placeholders() {
    assertThatThrownBy(() -> people.where("age = ? OR age = ?", 1).list())
        .isInstanceOf(ValidationException.class)
        .hasMessageContaining("values given (1) is not that of the placeholders (2; each is a ?)");
  }

  @Test
  void a_condition_cannot_hold_a_second_statement() {
    ScriptedDatabase single = new ScriptedDatabase(Feature.MULTIPLE_STATEMENTS);
    assertThatThrownBy(
            () -> Person.people.on(single.backend()).where("1 = 1; DELETE FROM people").list())
        .isInstanceOf(ValidationException.class)
        .hasMessageContaining("2 statements");
    assertThat(single.sent()).isEmpty();
  }

  @Test
  void one_row_means_one() {
    assertThatThrownBy(() -> people.query().one()).isInstanceOf(RecordNotFoundException.class);
    database.rows(new Object[] {1L, "a", 1L}, new Object[] {2L, "b", 2L});
    assertThatThrownBy(() -> people.query().one()).isInstanceOf(TooManyRowsException.class);
  }

  @SuppressWarnings("UnusedVariable") // the id is only looked for
  static class Token extends ActiveRecord<Token> {
    @Id private @Nullable UUID id;
  }

  @Test
  void ids_are_converted_without_loss() {
    database.rows(new Object[] {1L, "a", 1L});
    assertThat(people.get(1).age()).isEqualTo(1);
    assertThatThrownBy(() -> people.find(1.5)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> people.find("1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("The id of Person is a Long");
    assertThatThrownBy(() -> Model.of(Token.class).on(backend).find("1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("The id of Token is a UUID");
  }

  @Test
  @SuppressWarnings("NullAway") // what is tested is what becomes of it
  void a_null_in_place_of_an_id_or_of_all_values_is_told_as_that() {
    assertThatThrownBy(() -> people.find(null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("The id of Person is null");
    assertThatThrownBy(() -> people.where("name = ?", (Object[]) null))
        .isInstanceOf(ValidationException.class)
        .hasMessageContaining("(Object) null");
    assertThatThrownBy(() -> backend.execute("DELETE FROM t WHERE a = ?", (Object[]) null))
        .isInstanceOf(ValidationException.class)
        .hasMessageContaining("(Object) null");
    assertThatThrownBy(() -> people.query().update("name = ?", (Object[]) null))
        .isInstanceOf(ValidationException.class)
        .hasMessageContaining("(Object) null");
    assertThat(database.sent()).isEmpty();
  }

  @Test
  void what_gives_no_rows_is_not_sent_as_a_query() {
    for (ThrowingCallable call :
        new ThrowingCallable[] {
          () -> backend.query("DELETE FROM t", Long.class),
          () -> backend.query("DELETE FROM t", row -> 1),
          () -> backend.stream("insert into t values (1)", Long.class)
        }) {
      assertThatThrownBy(call)
          .isInstanceOf(ValidationException.class)
          .hasMessageContaining("execute(…)");
    }
    assertThat(database.sent()).isEmpty();
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.Model;
import io.nestrel.backend.Backend;
import io.nestrel.dialect.Feature;
import io.nestrel.error.ValidationException;
import io.nestrel.scripted.ScriptedDatabase;
import org.junit.jupiter.api.Test;

/** Keys that a database without RETURNING makes come through JDBC. */
class GeneratedKeyTest {
  private final ScriptedDatabase database = new ScriptedDatabase(Feature.INSERT_RETURNING);
  private final Backend backend = database.backend();
  private final Model<Person> people = Person.people.on(backend);

  @Test
  void the_key_is_read_without_a_clause_for_it() {
    database.rows(new Object[] {7L});
    Person bob = people.save(new Person("Bob", 40));
    assertThat(bob.id()).isEqualTo(7);
    assertThat(database.take())
        .containsExactly("INSERT INTO \"people\" (\"first_name\", \"age\") VALUES (?, ?)");
  }

  @Test
  void a_table_that_makes_no_key_is_an_error() {
    assertThatThrownBy(() -> people.save(new Person("Bob", 40)))
        .isInstanceOf(ValidationException.class)
        .hasMessageContaining("made no id")
        .hasMessageContaining("What was inserted stays");
  }
}

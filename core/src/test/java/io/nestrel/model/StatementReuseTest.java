// SPDX-License-Identifier: Apache-2.0
package io.nestrel.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.backend.Backend;
import io.nestrel.backend.BackendOptions;
import io.nestrel.dialect.Damage;
import io.nestrel.error.DatabaseException;
import io.nestrel.scripted.ScriptedDatabase;
import org.junit.jupiter.api.Test;

/** Statements are prepared once for each connection, and not kept without bound. */
class StatementReuseTest {
  private final ScriptedDatabase database = new ScriptedDatabase().rows(new Object[] {1L});

  @Test
  void control_and_model_statements_are_prepared_once() {
    Backend backend = database.backend();
    backend.transaction(
        () -> {
          for (int i = 0; i < 100; i++) {
            backend.transaction(() -> Person.people.on(backend).save(new Person("Bob", 1)));
          }
        });
    assertThat(database.sent()).hasSizeGreaterThan(250);
    assertThat(database.prepared())
        .containsExactly(
            "BEGIN",
            "INSERT INTO \"people\" (\"first_name\", \"age\") VALUES (?, ?) RETURNING \"id\"",
            "SAVEPOINT \"SP_1\"",
            "RELEASE SAVEPOINT \"SP_1\"",
            "COMMIT");
  }

  @Test
  void the_least_recently_used_statement_goes_first() {
    Backend backend = database.backend(BackendOptions.defaults().statementCacheSize(3));
    backend.transaction(
        () -> {
          for (String sql : new String[] {"A", "B", "A", "C", "A", "B"}) {
            backend.execute(sql);
          }
        });
    assertThat(database.prepared()).containsExactly("BEGIN", "A", "B", "C", "COMMIT");
    assertThat(database.openStatements()).isEqualTo(3);
  }

  @Test
  void a_statement_that_failed_is_prepared_anew() {
    Backend backend = database.backend();
    database.failOn("A", Damage.STATEMENT);
    backend.transaction(
        () -> {
          assertThatThrownBy(() -> backend.execute("A")).isInstanceOf(DatabaseException.class);
          backend.execute("A");
        });
    assertThat(database.prepared()).containsExactly("BEGIN", "A", "A", "COMMIT");
  }
}

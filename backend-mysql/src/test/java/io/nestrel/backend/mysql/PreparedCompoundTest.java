// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.backend.Backend;
import io.nestrel.backend.BackendOptions;
import io.nestrel.error.DatabaseException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * With statements that the server prepares. MariaDB prepares a compound statement, too, but after a
 * table in it was altered it parses what stands in it again, with the question marks, and refuses
 * it: seen with MariaDB 11.4.5.
 */
class PreparedCompoundTest {

  @ParameterizedTest
  @EnumSource
  void a_table_may_be_altered_between_two_scopes(Server server) {
    String url = server.get().freshDatabase() + "&useServerPrepStmts=true";
    try (Backend backend = Backend.open(url, BackendOptions.defaults().poolSize(1));
        Backend other = Backend.open(url)) {
      backend.execute("CREATE TABLE entry (id INTEGER PRIMARY KEY)");
      insertNested(backend, 1);
      other.execute("ALTER TABLE entry ADD COLUMN more INTEGER DEFAULT 7");
      insertNested(backend, 2);
      other.execute("DROP TABLE entry");
      assertThatThrownBy(() -> insertNested(backend, 3))
          .isInstanceOf(DatabaseException.class)
          .hasMessageContaining("entry");
      other.execute("CREATE TABLE entry (more INTEGER DEFAULT 8, id INTEGER PRIMARY KEY)");
      insertNested(backend, 4);
      assertThat(backend.query("SELECT more FROM entry", Integer.class)).containsExactly(8);
    }
  }

  private static void insertNested(Backend backend, int id) {
    backend.transaction(
        () ->
            backend.transaction(
                () -> {
                  backend.execute("INSERT INTO entry (id) VALUES (?)", id);
                }));
  }
}

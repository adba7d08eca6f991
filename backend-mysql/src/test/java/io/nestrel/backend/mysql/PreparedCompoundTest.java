// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.backend.Backend;
import io.nestrel.backend.BackendOptions;
import io.nestrel.error.DatabaseException;
import io.nestrel.error.SqlSyntaxException;
import io.nestrel.error.UniqueViolationException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * MariaDB prepares compound statements, which the tests that count statements cannot see. After a
 * table in one was altered it parses what stands in it again, with the question marks, and refuses
 * it: seen with MariaDB 11.4.5.
 */
class PreparedCompoundTest {
  private static final String DEFAULTS = "";
  private static final String ALL_PREPARED = "&useServerPrepStmts=true";
  private static final String KEPT_BY_NESTREL_ALONE = "&cachePrepStmts=false";

  /** A database with two tables, and somebody else who works on it. */
  private record Tables(Backend backend, Backend other) implements AutoCloseable {

    static Tables on(String options) {
      String url = Server.MARIADB.get().freshDatabase() + options;
      Backend backend = Backend.open(url, BackendOptions.defaults().poolSize(1));
      backend.execute("CREATE TABLE entry (id INTEGER PRIMARY KEY)");
      backend.execute("CREATE TABLE first (id INTEGER PRIMARY KEY)");
      return new Tables(backend, Backend.open(url));
    }

    void insert(int id) {
      backend.execute("INSERT INTO entry (id) VALUES (?)", id);
    }

    void insertNested(int id) {
      backend.transaction(() -> insert(id));
    }

    void insertFirst(int id) {
      backend.transaction(() -> backend.execute("INSERT INTO first (id) VALUES (?)", id));
    }

    void insertAndFail(int id) {
      insert(id);
      throw new IllegalStateException("on purpose");
    }

    void makeMistake() {
      backend.transaction(() -> backend.execute("INSERT INTO entry (id) VALUE ? ?", 5, 6));
    }

    List<Integer> ids(String table) {
      return backend.query("SELECT id FROM " + table + " ORDER BY id", Integer.class);
    }

    /** A number that the server keeps for the only session; asking for it is no compound. */
    long counted(String name) {
      return backend
          .<Long>query("SHOW SESSION STATUS LIKE '" + name + "'", row -> row.getLong(2))
          .get(0);
    }

    @Override
    public void close() {
      backend.close();
      other.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {DEFAULTS, ALL_PREPARED, KEPT_BY_NESTREL_ALONE})
  void what_runs_again_is_not_parsed_again(String options) {
    try (Tables t = Tables.on(options)) {
      t.backend.transaction(
          () -> {
            t.insert(0);
            t.insertNested(1);
            t.insertNested(2); // releases the savepoint before, as all that follow do
            t.counted("Com_stmt_prepare");
            t.insertNested(3);
            long prepared = t.counted("Com_stmt_prepare");
            long compounds = t.counted("Com_compound_sql");
            for (int id = 4; id < 14; id++) {
              t.insertNested(id);
            }
            assertThat(t.counted("Com_compound_sql")).isEqualTo(compounds + 10);
            assertThat(t.counted("Com_stmt_prepare") - prepared)
                .as("at most the question for compounds")
                .isLessThanOrEqualTo(1);
          });
      assertThat(t.ids("entry")).hasSize(14);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {DEFAULTS, ALL_PREPARED, KEPT_BY_NESTREL_ALONE})
  void a_failure_costs_nothing_but_its_scope(String options) {
    try (Tables t = Tables.on(options)) {
      t.backend.transaction(
          () -> {
            t.insertNested(1);
            for (int i = 0; i < 3; i++) {
              assertThatThrownBy(() -> t.insertNested(1))
                  .isInstanceOf(UniqueViolationException.class);
            }
            t.insertNested(2);
          });
      assertThat(t.ids("entry")).containsExactly(1, 2);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {DEFAULTS, ALL_PREPARED, KEPT_BY_NESTREL_ALONE})
  void a_table_may_be_altered_between_two_transactions(String options) {
    try (Tables t = Tables.on(options)) {
      for (int id = 0; id < 6; id++) {
        int next = id;
        t.backend.transaction(() -> t.insertNested(next));
        t.other.execute("ALTER TABLE entry ADD COLUMN more_%d INTEGER DEFAULT 7".formatted(id));
      }
      assertThat(t.ids("entry")).containsExactly(0, 1, 2, 3, 4, 5);
      t.other.execute("DROP TABLE entry");
      assertThatThrownBy(() -> t.backend.transaction(() -> t.insertNested(6)))
          .isInstanceOf(DatabaseException.class)
          .hasMessageContaining("entry");
      t.other.execute("CREATE TABLE entry (more INTEGER DEFAULT 8, id INTEGER PRIMARY KEY)");
      t.backend.transaction(() -> t.insertNested(7));
      assertThat(t.ids("entry")).containsExactly(7);
    }
  }

  /** The savepoint of the scope before has the same name. */
  @ParameterizedTest
  @ValueSource(strings = {DEFAULTS, ALL_PREPARED, KEPT_BY_NESTREL_ALONE})
  void a_scope_that_finds_its_table_altered_rolls_back_nothing_but_itself(String options) {
    try (Tables t = Tables.on(options)) {
      for (int i = 1; i < 4; i++) {
        int id = i;
        t.backend.transaction(
            () -> {
              t.insertFirst(-id);
              t.insertNested(100 + id); // now what the scope below sends is prepared
            });
        t.backend.transaction(
            () -> {
              t.insertFirst(10 * id);
              t.other.execute("ALTER TABLE entry ADD COLUMN more_%d INTEGER".formatted(id));
              assertThatThrownBy(() -> t.backend.transaction(() -> t.insertAndFail(id)))
                  .hasMessage("on purpose");
              t.insertFirst(10 * id + 1);
            });
      }
      assertThat(t.ids("first")).containsExactly(-3, -2, -1, 10, 11, 20, 21, 30, 31);
      assertThat(t.ids("entry")).containsExactly(101, 102, 103);
    }
  }

  /** A mistake of the application's is told as ever, and costs nothing but its scope. */
  @ParameterizedTest
  @ValueSource(strings = {DEFAULTS, ALL_PREPARED, KEPT_BY_NESTREL_ALONE})
  void a_statement_that_is_wrong_stays_wrong(String options) {
    try (Tables t = Tables.on(options)) {
      assertThatThrownBy(() -> t.backend.transaction(t::makeMistake))
          .isInstanceOf(SqlSyntaxException.class);
      t.backend.transaction(
          () -> {
            t.insertNested(1);
            assertThatThrownBy(t::makeMistake).isInstanceOf(SqlSyntaxException.class);
            t.insertNested(2);
            assertThatThrownBy(t::makeMistake).isInstanceOf(SqlSyntaxException.class);
          });
      assertThat(t.ids("entry")).containsExactly(1, 2);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {DEFAULTS, ALL_PREPARED, KEPT_BY_NESTREL_ALONE})
  void where_the_server_prepares_nothing_the_text_is_sent(String options) {
    try (Tables t = Tables.on(options)) {
      long limit = t.other.query("SELECT @@GLOBAL.max_prepared_stmt_count", Long.class).get(0);
      t.other.execute("SET GLOBAL max_prepared_stmt_count = 0");
      try {
        t.backend.transaction(
            () -> {
              t.insertNested(1);
              t.insertNested(2);
            });
      } finally {
        t.other.execute("SET GLOBAL max_prepared_stmt_count = " + limit);
      }
      assertThat(t.ids("entry")).containsExactly(1, 2);
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.backend.Backend;
import io.nestrel.error.DatabaseException;
import io.nestrel.error.SqlSyntaxException;
import io.nestrel.error.ValidationException;
import io.nestrel.transaction.TransactionManager;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Values, comments and names that look like statements, where control statements travel with
 * others. The driver writes values into the text, in the way of the session's SQL mode.
 */
class InjectionTest {
  private static final String NO_BACKSLASH_ESCAPES =
      "&sessionVariables=sql_mode='NO_BACKSLASH_ESCAPES'";

  private static final List<String> VALUES =
      List.of(
          "'); DELETE FROM entry; -- ",
          "\\'); DELETE FROM entry; -- ",
          "\\\\'); DELETE FROM entry; -- ",
          "\\",
          "''; DELETE FROM entry; #",
          "\"; DELETE FROM entry; -- \"",
          "\n; END; DELETE FROM entry; -- ",
          "*/; DELETE FROM entry; /*",
          "\u00bf\\'; DELETE FROM entry; -- ",
          "\0'; DELETE FROM entry; -- ",
          "?; ?");

  static Stream<String> modes() {
    return Stream.of(
            new MySqlDatabase(Server.MARIADB.get()).url(), MySqlMultiQueryTest.freshDatabase())
        .flatMap(
            url ->
                Stream.of("", NO_BACKSLASH_ESCAPES, "&sessionVariables=sql_mode='ANSI_QUOTES'")
                    .map(mode -> url + mode));
  }

  private static Backend open(String url) {
    Backend backend = Backend.open(url);
    backend.execute("DROP TABLE IF EXISTS entry");
    backend.execute("CREATE TABLE entry (id INTEGER PRIMARY KEY, note VARCHAR(100))");
    backend.execute("INSERT INTO entry (id, note) VALUES (0, 'first')");
    return backend;
  }

  @ParameterizedTest
  @MethodSource("modes")
  void values_stay_values(String url) {
    try (Backend backend = open(url)) {
      backend.transaction(
          () -> {
            for (int i = 1; i <= VALUES.size(); i++) {
              int id = i;
              String value = VALUES.get(i - 1);
              backend.transaction(() -> insert(backend, id, value));
            }
          });
      assertThat(notes(backend).subList(1, 1 + VALUES.size())).isEqualTo(VALUES);
    }
  }

  /** The driver knows the mode from the server's answers, but errors do not tell it. */
  @ParameterizedTest
  @MethodSource("modes")
  void values_stay_values_right_after_an_error(String url) {
    try (Backend backend = open(url)) {
      backend.beginTransaction();
      for (int i = 1; i <= VALUES.size(); i++) {
        String value = VALUES.get(i - 1);
        assertThatThrownBy(() -> insert(backend, 0, value)).isInstanceOf(DatabaseException.class);
        insert(backend, i, value);
      }
      backend.commitTransaction();
      assertThat(notes(backend).subList(1, 1 + VALUES.size())).isEqualTo(VALUES);
    }
  }

  @ParameterizedTest
  @MethodSource("modes")
  void comments_and_names_take_nothing_with_them(String url) {
    try (Backend backend = open(url)) {
      TransactionManager manager = backend.transactionManager();
      manager.begin();
      for (String name :
          List.of("a;b", "a?", "a`b", "a\"b", "a'b", "a\\", "-- ", "/*", "#", "END")) {
        manager.savepoint(name);
        backend.execute("INSERT INTO entry (id, note) VALUES (?, ?) -- ?", 1, "'; -- ");
        manager.rollbackTo(name);
        backend.execute("INSERT INTO entry (id, note) /* ? ' */ VALUES (?, ?) # ?", 1, "'; -- ");
        manager.rollbackTo(name);
      }
      manager.commit();
      assertThat(notes(backend)).containsExactly("first");
    }
  }

  @Test
  void the_mode_of_the_session_counts_and_not_that_of_the_server() {
    try (Backend backend = open(Server.MARIADB.get().freshDatabase() + NO_BACKSLASH_ESCAPES)) {
      assertThatThrownBy(
              () -> backend.execute("UPDATE entry SET note = '\\'; DELETE FROM entry -- '"))
          .isInstanceOf(ValidationException.class)
          .hasMessageContaining("2 statements");
    }
  }

  /** Where the application has the session escape in another way than Nestrel knows. */
  @Test
  void a_second_statement_that_looks_like_a_literal_does_not_run() {
    String url = Server.MARIADB.get().freshDatabase();
    String injected = "UPDATE entry SET note = '\\'; DELETE FROM entry -- '";
    try (Backend backend = open(url)) {
      backend.transaction(
          () -> {
            backend.execute("SET sql_mode = 'NO_BACKSLASH_ESCAPES'");
            insert(backend, 1, "second");
            assertThatThrownBy(() -> backend.transaction(() -> backend.execute(injected)))
                .isInstanceOf(SqlSyntaxException.class);
          });
      assertThat(notes(backend)).containsExactly("first", "second");
    }
  }

  private static void insert(Backend backend, int id, String value) {
    backend.execute("INSERT INTO entry (id, note) VALUES (?, ?)", id, value);
  }

  private static List<String> notes(Backend backend) {
    return backend.query("SELECT note FROM entry ORDER BY id", String.class);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "a = ? AND b = ?|2",
        "a = '?' AND \"b?\" = ?|1",
        "a = 'it''s ?' -- ? no⏎ AND b = ?|1",
        "/* ? */ ? /* ?|1",
        "?1 + ?2 + ?1|2",
        "a ?? b|0",
        "`a?` = ?|1"
      })
  void placeholders_are_found_outside_of_strings_names_and_comments(String sql, int count) {
    assertThat(read(sql.replace('⏎', '\n')).parameterCount()).isEqualTo(count);
  }

  private static SqlText read(String sql, SqlSyntax... syntax) {
    return SqlText.of(sql, Set.of(syntax));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "NESTED_COMMENTS|/* /* ? */ ? */ ?|1|2",
        "DOLLAR_QUOTES|$$ ? $$ ?|1|2",
        "DOLLAR_QUOTES|$tag$ ? $$ ? $tag$ ?|1|3",
        "ESCAPE_STRINGS|E'\\' ? ' ?|1|1",
        "ESCAPE_STRINGS|a = E'\\' ?' AND b = ?|1|1",
        "ESCAPE_STRINGS|NAME'\\' ? '' ?|2|2",
        "BACKSLASH_ESCAPES|'\\' ? ' ?|1|1",
        "BACKSLASH_ESCAPES|'\\\\' ? '\\' ?'|1|2",
        "EXECUTABLE_COMMENTS|/*! ? */ /*M!100100 ? */ /* ? */ ?|3|1",
        "HASH_COMMENTS|1 # ?⏎- 2--3 + ? -- ?⏎|1|1"
      })
  void a_database_may_have_a_syntax_of_its_own(
      SqlSyntax syntax, String sql, int with, int without) {
    String text = sql.replace('⏎', '\n');
    assertThat(read(text, syntax).parameterCount()).isEqualTo(with);
    assertThat(read(text).parameterCount()).isEqualTo(without);
  }

  @Test
  void statements_in_executable_comments_are_seen() {
    assertThat(read("/*!40000 COMMIT */; SELECT 1", SqlSyntax.EXECUTABLE_COMMENTS).statements())
        .containsExactly("COMMIT", "SELECT");
  }

  @Test
  void statements_are_told_by_their_first_words() {
    assertThat(read(" /* x */ begin  immediate; insert into a values(';'); -- done;").statements())
        .containsExactly("BEGIN IMMEDIATE", "INSERT INTO A VALUES");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TRIGGER t AFTER INSERT ON a BEGIN UPDATE b SET c = 1; DELETE FROM d; END",
        "create temp trigger t after insert on a begin select 1; end;",
        "SELECT 1;",
        "SELECT ';'"
      })
  void these_are_one_statement(String sql) {
    assertThat(read(sql).statements()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TABLE event (id INTEGER); CREATE INDEX i ON event (id)",
        "CREATE UNIQUE INDEX trigger ON t (id); COMMIT",
        "CREATE TABLE IF NOT EXISTS function (id INTEGER); DROP TABLE function"
      })
  void a_table_named_like_a_routine_holds_no_statements(String sql) {
    assertThat(read(sql).statements()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", ";", "-- nothing", "/* nothing"})
  void these_are_none(String sql) {
    assertThat(read(sql).statements()).isEmpty();
  }

  @Test
  void suffixes_go_behind_the_placeholders() {
    assertThat(read("a > ? AND '?' = ?").withSuffixes(i -> " #" + i))
        .isEqualTo("a > ? #0 AND '?' = ? #1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "insert into t values (1)",
        "WITH a AS (DELETE FROM t RETURNING id) SELECT id FROM a",
        "WITH a AS (SELECT 1) REPLACE INTO t SELECT * FROM a",
        "SELECT 1; UPDATE t SET a = 1",
        "SELECT a INTO copy FROM t",
        "EXPLAIN ANALYZE MERGE INTO t USING u ON t.id = u.id WHEN MATCHED THEN DO NOTHING",
        "CREATE TABLE t (id INTEGER)",
        "CALL p()"
      })
  void these_may_write(String sql) {
    assertThat(read(sql).mayWrite()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT replace(name, 'a', 'b') FROM t",
        "with a AS (SELECT 1) SELECT * FROM a",
        "SELECT 'DELETE' FROM \"update\" -- INSERT",
        "VALUES (1); TABLE t",
        "PRAGMA foreign_keys"
      })
  void these_only_read(String sql) {
    assertThat(read(sql).mayWrite()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DELETE FROM t|false",
        "insert into t (a) values ('RETURNING')|false",
        "create table t (a int)|false",
        "DELETE FROM t returning id|true",
        "WITH a AS (SELECT 1) INSERT INTO t SELECT * FROM a|true",
        "DELETE FROM t; SELECT 1|true",
        "CALL p()|true"
      })
  void what_may_give_rows_is_known_as_far_as_words_tell(String sql, boolean mayGiveRows) {
    assertThat(read(sql).mayGiveRows()).isEqualTo(mayGiveRows);
  }
}

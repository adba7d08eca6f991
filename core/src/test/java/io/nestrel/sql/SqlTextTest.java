// SPDX-License-Identifier: Apache-2.0
package io.nestrel.sql;

import static org.assertj.core.api.Assertions.assertThat;

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
        "$$ ? $$ ?|1",
        "$tag$ ? $$ ? $tag$ ?|1",
        "?1 + ?2 + ?1|2",
        "a ?? b|0",
        "`a?` = ?|1"
      })
  void placeholders_are_found_outside_of_strings_names_and_comments(String sql, int count) {
    assertThat(SqlText.of(sql.replace('⏎', '\n')).parameterCount()).isEqualTo(count);
  }

  @Test
  void statements_are_told_by_their_first_words() {
    assertThat(
            SqlText.of(" /* x */ begin  immediate; insert into a values(';'); -- done;")
                .statements())
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
    assertThat(SqlText.of(sql).statements()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", ";", "-- nothing", "/* nothing"})
  void these_are_none(String sql) {
    assertThat(SqlText.of(sql).statements()).isEmpty();
  }

  @Test
  void suffixes_go_behind_the_placeholders() {
    assertThat(SqlText.of("a > ? AND '?' = ?").withSuffixes(i -> " #" + i))
        .isEqualTo("a > ? #0 AND '?' = ? #1");
  }
}

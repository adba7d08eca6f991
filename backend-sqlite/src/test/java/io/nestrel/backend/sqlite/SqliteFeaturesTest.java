// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.backend.Backend;
import io.nestrel.dialect.Feature;
import io.nestrel.error.UnsupportedFeatureException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the dialect says of the library that is really there. */
class SqliteFeaturesTest {

  @Test
  void the_version_is_the_librarys_own() {
    try (Backend backend = Backend.open("jdbc:sqlite::memory:")) {
      assertThat(backend.query("SELECT sqlite_version()", String.class))
          .containsExactly(backend.dialect().version());
      assertThat(backend).hasToString("Backend[SQLite " + backend.dialect().version() + "]");
      assertThat(backend.transactionManager().supportsSavepoints()).isTrue();
    }
  }

  @Test
  void every_feature_it_claims_works() {
    Map<Feature, String> proof = new EnumMap<>(Feature.class);
    proof.put(Feature.CURSORS_OUTSIDE_TRANSACTIONS, "SELECT 2"); // shown by streams elsewhere
    proof.put(Feature.SERIALIZABLE, "SELECT 3"); // shown by the contract of isolation
    proof.put(Feature.BEGIN_MODES, "SELECT 4"); // likewise
    proof.put(Feature.GROWING_KEYS, "SELECT MAX(id), GROUP_CONCAT(name, '-') FROM t");
    proof.put(Feature.DEFERRABLE_CONSTRAINTS, "PRAGMA defer_foreign_keys=1");
    proof.putAll(
        Map.of(
            Feature.INSERT_RETURNING, "INSERT INTO t VALUES (1, 'a') RETURNING id",
            Feature.UPSERT, "INSERT INTO t VALUES (1, 'b') ON CONFLICT (id) DO NOTHING",
            Feature.WINDOW_FUNCTIONS, "SELECT row_number() OVER (ORDER BY id) FROM t",
            Feature.GENERATED_COLUMNS, "CREATE TABLE g (a INTEGER, b AS (a + 1) STORED)",
            Feature.JSON, "SELECT json_array(1, 2)",
            Feature.DROP_COLUMN, "ALTER TABLE t DROP COLUMN name",
            Feature.FULL_OUTER_JOIN, "SELECT 1 FROM t FULL OUTER JOIN t AS u USING (id)",
            Feature.STRICT_TABLES, "CREATE TABLE s (a INTEGER) STRICT",
            Feature.TRANSACTIONAL_DDL, "CREATE TABLE d (a INTEGER)",
            Feature.SAVEPOINTS, "SELECT 1"));
    try (Backend backend = Backend.open("jdbc:sqlite::memory:")) {
      backend.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT)");
      assertThat(backend.dialect().features()).isEqualTo(proof.keySet());
      for (String statement : proof.values()) {
        backend.beginTransaction();
        backend.execute("INSERT INTO t (id) VALUES (42)");
        backend.beginTransaction();
        assertThat(backend.execute(statement)).isNotNegative();
        backend.rollbackTransaction();
        backend.rollbackTransaction();
      }
      assertThat(backend.query("SELECT name FROM sqlite_schema", String.class))
          .containsExactly("t");
    }
  }

  @Test
  void an_old_library_can_do_less() {
    SqliteUrl url = SqliteUrl.parse("jdbc:sqlite:old.db");
    assertThat(new SqliteDialect("3.35", url).features())
        .contains(Feature.SAVEPOINTS, Feature.INSERT_RETURNING)
        .doesNotContain(Feature.STRICT_TABLES, Feature.JSON, Feature.FULL_OUTER_JOIN);
    assertThatThrownBy(() -> new SqliteDialect("3.34.1", url))
        .isInstanceOf(UnsupportedFeatureException.class)
        .hasMessageContaining("3.34.1 is too old");
  }

  @Test
  void parameters_that_nobody_knows_are_found() {
    String known =
        "journal_mode=WAL&Busy_Timeout=5&read_transaction_mode=IMMEDIATE&cache=shared&jdbc.get_generated_keys=false";
    assertThat(SqliteUrl.parse("jdbc:sqlite:a.db?" + known).unknown()).isEmpty();
    assertThat(SqliteUrl.parse("jdbc:sqlite:a.db?buzy_timeout=5&" + known).unknown())
        .containsExactly("buzy_timeout");
  }

  @Test
  void only_a_file_has_connections_side_by_side(@TempDir Path directory) {
    try (Backend file = Backend.open("jdbc:sqlite:" + directory.resolve("f.db"));
        Backend memory = Backend.open("jdbc:sqlite::memory:")) {
      assertThat(file.dialect().supports(Feature.CONCURRENT_CONNECTIONS)).isTrue();
      assertThat(memory.dialect().supports(Feature.CONCURRENT_CONNECTIONS)).isFalse();
      assertThat(file.dialect().supports(Feature.CONCURRENT_WRITERS)).isFalse();
    }
  }

  @Test
  void parameters_of_the_url_win(@TempDir Path directory) {
    String url = "jdbc:sqlite:" + directory.resolve("p.db");
    try (Backend plain = Backend.open(url);
        Backend tuned =
            Backend.open(url + "?busy_timeout=77&foreign_keys=off&synchronous=OFF&cache_size=9")) {
      assertThat(pragma(plain, "busy_timeout")).isEqualTo("30000");
      assertThat(pragma(plain, "foreign_keys")).isEqualTo("1");
      assertThat(pragma(plain, "journal_mode")).isEqualTo("wal");
      assertThat(pragma(tuned, "busy_timeout")).isEqualTo("77");
      assertThat(pragma(tuned, "foreign_keys")).isEqualTo("0");
      assertThat(pragma(tuned, "synchronous")).isEqualTo("0");
      assertThat(pragma(tuned, "cache_size")).isEqualTo("9");
    }
  }

  private static String pragma(Backend backend, String name) {
    return backend.query("PRAGMA " + name, String.class).get(0);
  }
}

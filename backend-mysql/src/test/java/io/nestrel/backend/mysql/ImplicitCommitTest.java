// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.backend.Backend;
import io.nestrel.backend.BackendOptions;
import io.nestrel.dialect.ServerState;
import io.nestrel.error.ImplicitCommitException;
import io.nestrel.error.NestrelException;
import io.nestrel.error.TransactionDoomedException;
import io.nestrel.transaction.TransactionManager;
import io.nestrel.transaction.TransactionStatus;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Statements that commit the open transaction behind its back. */
@ParameterizedClass
@EnumSource
class ImplicitCommitTest {
  /** Both servers know these; each works on the tables of {@link #createTables}. */
  private static final List<String> COMMITTING =
      List.of(
          "CREATE TABLE made (a INT)",
          "CREATE TABLE made2 LIKE entry",
          "CREATE TABLE made3 SELECT 1 AS a",
          "/* CREATE TEMPORARY TABLE */ create -- TEMPORARY\n table made4 (a INT)",
          "/*! CREATE TABLE made5 (a INT) */",
          "CREATE INDEX i ON entry (note)",
          "CREATE VIEW v AS SELECT 1",
          "CREATE TRIGGER t BEFORE INSERT ON entry FOR EACH ROW SET NEW.note = 'x'",
          "CREATE PROCEDURE p() CREATE TABLE IF NOT EXISTS made (a INT)",
          "ALTER TABLE entry ADD COLUMN b INT",
          "ALTER TABLE temporary_one ADD COLUMN b INT",
          "TRUNCATE TABLE other",
          "TRUNCATE other",
          "DROP TABLE IF EXISTS nowhere",
          "DROP INDEX old ON other",
          "RENAME TABLE other TO renamed",
          "ANALYZE TABLE entry",
          "ANALYZE LOCAL TABLE entry",
          "CHECK TABLE entry",
          "OPTIMIZE TABLE entry",
          "REPAIR TABLE entry",
          "FLUSH TABLES entry",
          "LOCK TABLES entry WRITE",
          "GRANT SELECT ON entry TO 'nestrel'@'127.0.0.1'");

  private static final List<String> HARMLESS =
      List.of(
          "CREATE TEMPORARY TABLE fleeting (a INT)",
          "CREATE /* x */ TEMPORARY TABLE fleeting2 SELECT 1 AS a",
          "DROP TEMPORARY TABLE temporary_one",
          "INSERT INTO entry VALUES (2, 'CREATE TABLE')",
          "SELECT 'x' AS `ALTER TABLE`",
          "DELETE FROM other",
          "EXPLAIN SELECT 1",
          "SET @a = 1",
          "DO 1",
          "SHOW TABLES");

  private final String url;
  private final Backend backend;
  private final TransactionManager manager;

  ImplicitCommitTest(Server server) {
    this.url = server.get().freshDatabase();
    // One connection, for the temporary table lives in its session.
    this.backend = Backend.open(url, BackendOptions.defaults().poolSize(1));
    this.manager = backend.transactionManager();
  }

  @BeforeEach
  void createTables() {
    backend.execute("CREATE TABLE entry (id INT PRIMARY KEY, note VARCHAR(20))");
    backend.execute("CREATE TABLE other (id INT PRIMARY KEY, b INT, KEY old (b))");
    backend.execute("CREATE TEMPORARY TABLE temporary_one (a INT)");
  }

  @AfterEach
  void close() {
    backend.close();
  }

  @Test
  void they_are_refused_before_they_are_sent_and_nothing_is_lost() {
    manager.begin();
    backend.execute("INSERT INTO entry VALUES (1, 'a')");
    for (String sql : COMMITTING) {
      assertThatThrownBy(() -> backend.execute(sql))
          .as(sql)
          .isInstanceOf(ImplicitCommitException.class)
          .hasMessageContaining(sql);
      assertThat(manager.status()).isEqualTo(TransactionStatus.ACTIVE);
    }
    HARMLESS.forEach(backend::execute);
    manager.rollback();
    assertThat(backend.query("SELECT id FROM entry", Integer.class)).isEmpty();
  }

  @Test
  void the_server_agrees_on_which_they_are() throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TEMPORARY TABLE temporary_one (a INT)");
      for (String sql : COMMITTING) {
        assertThat(stateAfter(statement, sql)).as(sql).isEqualTo(ServerState.IDLE);
        statement.execute("UNLOCK TABLES");
      }
      statement.execute("DROP TRIGGER t");
      statement.execute("CREATE TABLE IF NOT EXISTS other (id INT)");
      for (String sql : HARMLESS) {
        String fitting = sql.replace("VALUES (2, ", "(id, note) VALUES (2, ");
        assertThat(stateAfter(statement, fitting)).as(sql).isEqualTo(ServerState.OPEN);
      }
    }
  }

  private static ServerState stateAfter(Statement statement, String sql) throws SQLException {
    statement.execute("BEGIN");
    statement.execute(sql);
    statement.getMoreResults();
    ServerState state = new MySqlTransactions(false, false, false).state(statement.getConnection());
    statement.execute("ROLLBACK");
    return state;
  }

  @Test
  void they_run_outside_a_transaction() {
    COMMITTING.stream().filter(sql -> !sql.startsWith("LOCK")).forEach(sql -> backend.execute(sql));
    assertThat(backend.query("SHOW TABLES", String.class))
        .contains("made", "renamed")
        .doesNotContain("other");
  }

  @Test
  void a_temporary_table_may_be_made_inside_a_transaction_and_outlives_its_rollback() {
    manager.begin();
    backend.execute("CREATE TEMPORARY TABLE fleeting (a INT)");
    backend.execute("INSERT INTO entry VALUES (1, 'a')");
    manager.rollback();
    assertThat(backend.query("SELECT a FROM fleeting", Integer.class)).isEmpty();
    assertThat(backend.query("SELECT id FROM entry", Integer.class)).isEmpty();
  }

  @Test
  void one_inside_a_procedure_is_noticed_when_it_has_happened() {
    backend.execute("CREATE PROCEDURE hidden() CREATE TABLE IF NOT EXISTS made (a INT)");
    manager.begin();
    backend.execute("INSERT INTO entry VALUES (1, 'a')");
    manager.begin();
    assertThatThrownBy(() -> backend.execute("CALL hidden()"))
        .isInstanceOf(ImplicitCommitException.class)
        .hasMessageContaining("CALL hidden()");
    assertDoomed();
  }

  @Test
  void one_in_raw_jdbc_is_noticed_too() {
    manager.begin();
    backend.execute("INSERT INTO entry VALUES (1, 'a')");
    manager.begin();
    backend.useConnection(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE made (a INT)");
          }
        });
    assertDoomed();
  }

  @Test
  void a_transaction_that_raw_jdbc_ends_is_not_begun_again_there() {
    manager.begin();
    backend.execute("INSERT INTO entry VALUES (1, 'a')");
    assertThatThrownBy(
            () ->
                backend.useConnection(
                    connection -> {
                      try (Statement statement = connection.createStatement()) {
                        statement.execute("ROLLBACK");
                        statement.execute("BEGIN");
                      }
                    }))
        .isInstanceOf(TransactionDoomedException.class);
    assertThat(manager.status()).isEqualTo(TransactionStatus.DOOMED);
    assertThatThrownBy(manager::commit).isInstanceOf(TransactionDoomedException.class);
    manager.rollback();
    assertThat(backend.query("SELECT id FROM entry", Integer.class)).isEmpty();
  }

  /** What was done before is permanent; nothing that comes later is. */
  private void assertDoomed() {
    assertThat(manager.status()).isEqualTo(TransactionStatus.DOOMED);
    assertThatThrownBy(() -> backend.execute("INSERT INTO entry VALUES (2, 'b')"))
        .isInstanceOf(TransactionDoomedException.class);
    manager.rollback();
    assertThatThrownBy(manager::commit).isInstanceOf(TransactionDoomedException.class);
    manager.rollback();
    assertThat(backend.query("SELECT id FROM entry", Integer.class)).containsExactly(1);
  }

  @Test
  void control_statements_are_refused_in_every_spelling() {
    manager.begin();
    for (String sql :
        List.of(
            "COMMIT",
            "/*!50000 COMMIT */",
            "commit and chain",
            "START TRANSACTION",
            "SET autocommit = 1",
            "SET @@session.autocommit = 1",
            "SET @a = 1, autocommit = 1",
            "SET SESSION TRANSACTION READ ONLY",
            "XA START 'x'",
            "BEGIN NOT ATOMIC COMMIT; END",
            "# a comment\nROLLBACK",
            "SELECT '\\\\'; COMMIT -- '")) {
      assertThatThrownBy(() -> backend.execute(sql))
          .as(sql)
          .isInstanceOf(NestrelException.class)
          .hasMessageContaining(sql);
    }
    assertThat(manager.status()).isEqualTo(TransactionStatus.ACTIVE);
    manager.rollback();
  }
}

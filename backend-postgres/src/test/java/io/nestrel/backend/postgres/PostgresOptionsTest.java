// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.backend.Backend;
import io.nestrel.error.IsolationLevelException;
import io.nestrel.error.ScopeFailedException;
import io.nestrel.error.SqlSyntaxException;
import io.nestrel.testservers.TestServers;
import io.nestrel.transaction.IsolationLevel;
import io.nestrel.transaction.TransactionManager;
import io.nestrel.transaction.TransactionOptions;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Options of transactions, where PostgreSQL differs from the others. */
class PostgresOptionsTest {
  private static final TransactionOptions NONE = TransactionOptions.defaults();

  private final String url = TestServers.postgres15().freshDatabase();
  private final Backend backend = Backend.open(url);
  private final TransactionManager manager = backend.transactionManager();

  @AfterEach
  void close() {
    backend.close();
  }

  private String show(String setting) {
    return backend.query("SHOW " + setting, String.class).get(0);
  }

  @Test
  void a_reading_transaction_that_may_wait_is_really_deferrable() {
    backend.transaction(
        NONE.isolation(IsolationLevel.SERIALIZABLE).readOnly(true).deferrable(true),
        () -> {
          assertThat(show("transaction_deferrable")).isEqualTo("on");
          assertThat(show("transaction_read_only")).isEqualTo("on");
          assertThat(show("transaction_isolation")).isEqualTo("serializable");
        });
    backend.transaction(
        () -> {
          assertThat(show("transaction_deferrable")).isEqualTo("off");
          assertThat(show("transaction_read_only")).isEqualTo("off");
          assertThat(show("transaction_isolation")).isEqualTo("read committed");
        });
  }

  @ParameterizedTest
  @EnumSource
  void the_server_has_the_level_that_is_told(IsolationLevel level) {
    backend.transaction(
        NONE.isolation(level),
        () ->
            assertThat(manager.isolationLevel().name().replace('_', ' '))
                .isEqualToIgnoringCase(show("transaction_isolation")));
  }

  @ParameterizedTest
  @EnumSource
  void the_default_level_is_the_one_that_the_server_was_told(IsolationLevel level) {
    IsolationLevel given =
        level == IsolationLevel.READ_UNCOMMITTED ? IsolationLevel.READ_COMMITTED : level;
    String name = backend.query("SELECT current_database()", String.class).get(0);
    backend.execute(
        "ALTER DATABASE \"%s\" SET default_transaction_isolation = '%s'"
            .formatted(name, level.name().replace('_', ' ').toLowerCase(Locale.ROOT)));
    try (Backend fresh = Backend.open(url)) {
      TransactionManager its = fresh.transactionManager();
      assertThat(its.isolationLevel()).isEqualTo(given);
      fresh.transaction(
          () -> {
            assertThat(its.isolationLevel()).isEqualTo(given);
            fresh.query("SELECT 1", Integer.class);
            assertThat(its.isolationLevel()).isEqualTo(given);
          });
    }
  }

  @Test
  void a_level_that_raw_jdbc_has_set_is_told_too() {
    backend.transaction(
        () -> {
          assertThat(manager.isolationLevel()).isEqualTo(IsolationLevel.READ_COMMITTED);
          backend.useConnection(
              connection -> {
                try (Statement statement = connection.createStatement()) {
                  statement.execute("SET TRANSACTION ISOLATION LEVEL SERIALIZABLE");
                }
              });
          assertThat(manager.isolationLevel()).isEqualTo(IsolationLevel.SERIALIZABLE);
          assertThatThrownBy(
                  () ->
                      backend.transaction(
                          NONE.isolation(IsolationLevel.READ_COMMITTED),
                          () -> backend.query("SELECT 1", Integer.class)))
              .isInstanceOf(IsolationLevelException.class);
        });
  }

  @Test
  void in_a_failed_scope_a_level_that_was_asked_for_is_told_and_another_one_cannot_be() {
    manager.begin();
    assertThatThrownBy(() -> backend.execute("SELEC")).isInstanceOf(SqlSyntaxException.class);
    assertThatThrownBy(manager::isolationLevel)
        .isInstanceOf(ScopeFailedException.class)
        .hasCauseInstanceOf(SqlSyntaxException.class);
    manager.rollback();
    manager.begin(NONE.isolation(IsolationLevel.REPEATABLE_READ));
    assertThatThrownBy(() -> backend.execute("SELEC")).isInstanceOf(SqlSyntaxException.class);
    assertThat(manager.isolationLevel()).isEqualTo(IsolationLevel.REPEATABLE_READ);
    manager.rollback();
  }

  /** Its trigger sleeps at COMMIT for longer than the transaction has time. */
  @Test
  void a_commit_that_has_begun_in_time_is_never_cancelled() {
    backend.execute("CREATE TABLE t (id INT)");
    backend.execute(
        """
        CREATE FUNCTION doze() RETURNS trigger LANGUAGE plpgsql AS
        'BEGIN PERFORM pg_sleep(1.5); RETURN NULL; END'
        """);
    backend.execute(
        "CREATE CONSTRAINT TRIGGER doze AFTER INSERT ON t DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION doze()");
    backend.transaction(
        NONE.timeout(Duration.ofSeconds(1)), () -> backend.execute("INSERT INTO t VALUES (1)"));
    assertThat(backend.query("SELECT id FROM t", Integer.class)).containsExactly(1);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.backend.Backend;
import io.nestrel.error.CheckViolationException;
import io.nestrel.error.ConstraintViolationException;
import io.nestrel.error.DatabaseException;
import io.nestrel.error.ForeignKeyViolationException;
import io.nestrel.error.LockTimeoutException;
import io.nestrel.error.NotNullViolationException;
import io.nestrel.error.QueryTimeoutException;
import io.nestrel.error.ReadOnlyDatabaseException;
import io.nestrel.error.SqlSyntaxException;
import io.nestrel.error.UniqueViolationException;
import io.nestrel.error.UnsupportedFeatureException;
import io.nestrel.testservers.TestServers;
import io.nestrel.transaction.TransactionManager;
import io.nestrel.transaction.TransactionOptions;
import io.nestrel.transaction.TransactionStatus;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What PostgreSQL refuses has its exception, and costs the scope. */
class PostgresErrorTest {
  private final Backend backend = Backend.open(TestServers.postgres18().freshDatabase());
  private final TransactionManager manager = backend.transactionManager();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @BeforeEach
  void createTables() {
    backend.execute("CREATE TABLE owner (id INTEGER PRIMARY KEY)");
    backend.execute(
        "CREATE TABLE pet (id INTEGER PRIMARY KEY, owner_id INTEGER REFERENCES owner,"
            + " name TEXT NOT NULL, age INTEGER CONSTRAINT old_enough CHECK (age > 0))");
    backend.execute("INSERT INTO pet (id, name, age) VALUES (1, 'a', 1), (2, 'b', 2)");
  }

  @AfterEach
  void close() {
    threads.shutdownNow();
    backend.close();
  }

  private void assertRaises(Class<? extends DatabaseException> type, String... statements) {
    assertThatThrownBy(
            () -> backend.transaction(() -> List.of(statements).forEach(backend::execute)))
        .isInstanceOf(type);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Unique      | 23505 | pet_pkey     | INSERT INTO pet (id, name) VALUES (1, 'x')",
        "ForeignKey  | 23503 | pet_owner_id_fkey | UPDATE pet SET owner_id = 9",
        "NotNull     | 23502 | name         | INSERT INTO pet (id) VALUES (3)",
        "Check       | 23514 | old_enough   | UPDATE pet SET age = 0"
      })
  void a_broken_constraint_is_named(String type, String state, String constraint, String sql) {
    manager.begin();
    assertThatThrownBy(() -> backend.execute(sql))
        .isInstanceOfSatisfying(
            ConstraintViolationException.class,
            e -> {
              assertThat(e.getClass().getSimpleName()).isEqualTo(type + "ViolationException");
              assertThat(e.sqlState()).isEqualTo(state);
              assertThat(e.constraint()).isEqualTo(constraint);
              assertThat(e.sql()).isEqualTo(sql);
            });
    assertThat(manager.status()).isEqualTo(TransactionStatus.FAILED);
    manager.rollback();
  }

  @Test
  void constraints_have_their_types() {
    assertRaises(UniqueViolationException.class, "INSERT INTO pet (id, name) VALUES (1, 'x')");
    assertRaises(ForeignKeyViolationException.class, "UPDATE pet SET owner_id = 9");
    assertRaises(NotNullViolationException.class, "INSERT INTO pet (id) VALUES (3)");
    assertRaises(CheckViolationException.class, "UPDATE pet SET age = 0");
  }

  @Test
  void an_exclusion_constraint_is_a_constraint() {
    assertThatThrownBy(
            () ->
                backend.transaction(
                    () -> {
                      backend.execute(
                          "CREATE TABLE stay (nights INT4RANGE,"
                              + " CONSTRAINT one_guest EXCLUDE USING gist (nights WITH &&))");
                      backend.execute("INSERT INTO stay VALUES ('[1,5)')");
                      backend.execute("INSERT INTO stay VALUES ('[4,6)')");
                    }))
        .isExactlyInstanceOf(ConstraintViolationException.class)
        .isInstanceOfSatisfying(
            ConstraintViolationException.class,
            e -> {
              assertThat(e.sqlState()).isEqualTo("23P01");
              assertThat(e.constraint()).isEqualTo("one_guest");
            });
  }

  @Test
  void wrong_sql_and_missing_names_are_syntax() {
    assertRaises(SqlSyntaxException.class, "SELEC 1");
    assertRaises(SqlSyntaxException.class, "DELETE FROM nowhere");
    assertRaises(SqlSyntaxException.class, "SELECT nothing FROM pet");
  }

  @Test
  void a_missing_right_is_no_syntax() {
    assertThatThrownBy(
            () ->
                backend.transaction(
                    () -> {
                      backend.execute("CREATE ROLE stranger");
                      backend.execute("SET LOCAL ROLE stranger");
                      backend.execute("DELETE FROM pet");
                    }))
        .isExactlyInstanceOf(DatabaseException.class)
        .hasMessageContaining("permission denied")
        .isInstanceOfSatisfying(
            DatabaseException.class, e -> assertThat(e.sqlState()).isEqualTo("42501"));
  }

  @Test
  void a_write_in_a_read_only_transaction() {
    assertThatThrownBy(
            () ->
                backend.transaction(
                    TransactionOptions.defaults().readOnly(true),
                    () -> backend.execute("DELETE FROM pet")))
        .isInstanceOf(ReadOnlyDatabaseException.class);
  }

  @Test
  void a_statement_that_takes_too_long() {
    manager.begin();
    backend.execute("SET LOCAL statement_timeout = 50");
    assertThatThrownBy(() -> backend.execute("DO $$ BEGIN PERFORM pg_sleep(60); END $$"))
        .isInstanceOf(QueryTimeoutException.class)
        .hasMessageContaining("statement timeout");
    assertThat(manager.status()).isEqualTo(TransactionStatus.FAILED);
    manager.rollback();
  }

  @Test
  void a_statement_that_another_session_cancels_costs_the_scope_only() {
    manager.begin();
    int pid = backend.query("SELECT pg_backend_pid()", Integer.class).get(0);
    Future<?> canceller = threads.submit(() -> cancelWhenSleeping(pid));
    assertThatThrownBy(() -> backend.transaction(() -> backend.execute("SELECT pg_sleep(60)")))
        .isInstanceOf(QueryTimeoutException.class)
        .hasMessageContaining("user request");
    assertThat(canceller).succeedsWithin(java.time.Duration.ofMinutes(1));
    backend.execute("UPDATE pet SET age = 5");
    manager.commit();
    assertThat(backend.query("SELECT DISTINCT age FROM pet", Integer.class)).containsExactly(5);
  }

  private void cancelWhenSleeping(int pid) {
    String sleeping =
        "SELECT pg_cancel_backend(pid) FROM pg_stat_activity"
            + " WHERE pid = ? AND wait_event = 'PgSleep'";
    while (backend.query(sleeping, Boolean.class, pid).isEmpty()) {
      Thread.onSpinWait();
    }
  }

  @Test
  void a_lock_that_is_not_granted_in_time() throws Exception {
    manager.begin();
    backend.execute("UPDATE pet SET age = 5 WHERE id = 1");
    threads
        .submit(
            () -> {
              assertRaises(
                  LockTimeoutException.class,
                  "SET LOCAL lock_timeout = 50",
                  "UPDATE pet SET age = 6 WHERE id = 1");
              assertRaises(
                  LockTimeoutException.class, "SELECT 1 FROM pet WHERE id = 1 FOR UPDATE NOWAIT");
            })
        .get();
    manager.commit();
    assertThat(backend.query("SELECT age FROM pet WHERE id = 1", Integer.class)).containsExactly(5);
  }

  @Test
  void servers_that_are_too_old_are_refused() {
    assertThatThrownBy(() -> PostgresDialect.of(11, "11.22"))
        .isInstanceOf(UnsupportedFeatureException.class)
        .hasMessage("PostgreSQL 11.22 is too old for Nestrel, which needs 12 or later");
  }
}

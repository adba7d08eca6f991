// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.backend.Backend;
import io.nestrel.error.CheckViolationException;
import io.nestrel.error.ConnectionLostException;
import io.nestrel.error.DatabaseException;
import io.nestrel.error.DeadlockException;
import io.nestrel.error.ForeignKeyViolationException;
import io.nestrel.error.LockTimeoutException;
import io.nestrel.error.NotNullViolationException;
import io.nestrel.error.QueryTimeoutException;
import io.nestrel.error.ReadOnlyDatabaseException;
import io.nestrel.error.ScopeFailedException;
import io.nestrel.error.SerializationFailureException;
import io.nestrel.error.SqlSyntaxException;
import io.nestrel.error.TransactionDoomedException;
import io.nestrel.error.TransactionException;
import io.nestrel.error.UniqueViolationException;
import io.nestrel.error.UnsupportedFeatureException;
import io.nestrel.testservers.TestServers;
import io.nestrel.transaction.Transaction;
import io.nestrel.transaction.TransactionManager;
import io.nestrel.transaction.TransactionOptions;
import io.nestrel.transaction.TransactionStatus;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What PostgreSQL refuses, and what is left afterwards. */
class PostgresFailureTest {
  private final Backend backend = Backend.open(TestServers.postgres18().freshDatabase());
  private final TransactionManager manager = backend.transactionManager();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @BeforeEach
  void createTables() {
    backend.execute("CREATE TABLE owner (id INTEGER PRIMARY KEY)");
    backend.execute(
        "CREATE TABLE pet (id INTEGER PRIMARY KEY, owner_id INTEGER, name TEXT NOT NULL,"
            + " age INTEGER CONSTRAINT old_enough CHECK (age > 0),"
            + " CONSTRAINT owned FOREIGN KEY (owner_id) REFERENCES owner DEFERRABLE)");
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

  @Test
  void errors_have_their_types() {
    assertRaises(UniqueViolationException.class, "INSERT INTO pet (id, name) VALUES (1, 'x')");
    assertRaises(
        ForeignKeyViolationException.class,
        "INSERT INTO pet (id, name, owner_id) VALUES (3, 'x', 9)");
    assertRaises(NotNullViolationException.class, "INSERT INTO pet (id) VALUES (3)");
    assertRaises(
        CheckViolationException.class, "INSERT INTO pet (id, name, age) VALUES (3, 'x', 0)");
    assertRaises(SqlSyntaxException.class, "SELEC 1");
    assertRaises(SqlSyntaxException.class, "DELETE FROM nowhere");
    assertRaises(
        QueryTimeoutException.class,
        "SET LOCAL statement_timeout = 50",
        "DO $$ BEGIN PERFORM pg_sleep(60); END $$");
    assertRaises(
        DatabaseException.class,
        "SET LOCAL ROLE pg_monitor",
        "CREATE TABLE pg_catalog.mine (a INT)");
    assertThatThrownBy(() -> backend.execute("INSERT INTO pet (id, name, age) VALUES (3, 'x', 0)"))
        .isInstanceOfSatisfying(
            CheckViolationException.class,
            e -> {
              assertThat(e.constraint()).isEqualTo("old_enough");
              assertThat(e.sqlState()).isEqualTo("23514");
            });
    assertThatThrownBy(
            () ->
                backend.transaction(
                    TransactionOptions.defaults().readOnly(true),
                    () -> backend.execute("DELETE FROM pet")))
        .isInstanceOf(ReadOnlyDatabaseException.class);
  }

  @Test
  void a_swallowed_duplicate_fails_its_scope_and_nothing_of_it_is_committed() {
    Transaction outer = manager.begin();
    backend.execute("UPDATE pet SET age = 7 WHERE id = 2");
    assertThatThrownBy(() -> backend.execute("INSERT INTO pet (id, name) VALUES (1, 'x')"))
        .isInstanceOf(UniqueViolationException.class);
    assertThat(manager.status()).isEqualTo(TransactionStatus.FAILED);
    assertThatThrownBy(() -> backend.query("SELECT 1", Integer.class))
        .isInstanceOf(ScopeFailedException.class)
        .hasCauseInstanceOf(UniqueViolationException.class);
    assertThatThrownBy(() -> backend.useConnection(connection -> {}))
        .isInstanceOf(ScopeFailedException.class);
    assertThatThrownBy(outer::commit).isInstanceOf(ScopeFailedException.class);
    outer.rollback();
    assertThat(backend.query("SELECT age FROM pet WHERE id = 2", Integer.class)).containsExactly(2);
  }

  @Test
  void a_failure_swallowed_in_raw_jdbc_fails_the_scope_too() {
    manager.begin();
    backend.useConnection(
        connection -> {
          try (var statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("nonsense"))
                .isInstanceOf(SQLException.class);
          }
        });
    assertThatThrownBy(manager::commit).isInstanceOf(ScopeFailedException.class);
    manager.rollback();
  }

  @Test
  void a_deferred_constraint_that_fails_at_commit_leaves_the_scope_open_until_rolled_back() {
    Transaction outer = manager.begin();
    backend.execute("SET CONSTRAINTS ALL DEFERRED");
    backend.execute("UPDATE pet SET owner_id = 9");
    assertThatThrownBy(outer::commit)
        .isInstanceOf(TransactionException.class)
        .hasCauseInstanceOf(ForeignKeyViolationException.class);
    assertThat(manager.status()).isEqualTo(TransactionStatus.DOOMED);
    outer.rollback();
    assertThat(manager.level()).isZero();
    backend.transaction(() -> backend.execute("UPDATE pet SET age = 3"));
  }

  @Test
  void a_deadlock_in_a_nested_scope_is_recoverable_and_the_outer_one_commits() throws Exception {
    CyclicBarrier bothHoldOne = new CyclicBarrier(2);
    Future<Boolean> first = threads.submit(() -> updatesBoth(1, 2, bothHoldOne));
    Future<Boolean> second = threads.submit(() -> updatesBoth(2, 1, bothHoldOne));
    assertThat(List.of(first.get(), second.get())).containsExactlyInAnyOrder(true, false);
    assertThat(backend.query("SELECT count(*) FROM owner", Long.class)).containsExactly(2L);
  }

  /** Gives whether both updates were possible; the row of the outer scope is committed anyway. */
  private boolean updatesBoth(int one, int other, CyclicBarrier bothHoldOne) throws Exception {
    return backend.transaction(
        () -> {
          backend.execute("INSERT INTO owner VALUES (?)", one);
          try {
            backend.transaction(
                () -> {
                  backend.execute("UPDATE pet SET age = 9 WHERE id = ?", one);
                  bothHoldOne.await();
                  backend.execute("UPDATE pet SET age = 9 WHERE id = ?", other);
                });
            return true;
          } catch (DeadlockException e) {
            return false;
          }
        });
  }

  @Test
  void a_lock_that_is_not_granted_in_time() throws Exception {
    manager.begin();
    backend.execute("UPDATE pet SET age = 5 WHERE id = 1");
    threads
        .submit(
            () ->
                assertRaises(
                    LockTimeoutException.class,
                    "SET LOCAL lock_timeout = 50",
                    "UPDATE pet SET age = 6 WHERE id = 1"))
        .get();
    manager.commit();
    assertThat(backend.query("SELECT age FROM pet WHERE id = 1", Integer.class)).containsExactly(5);
  }

  @Test
  void a_connection_that_the_server_ends_dooms_the_transaction_and_the_next_one_works()
      throws Exception {
    manager.begin();
    backend.execute("UPDATE pet SET age = 8");
    int pid = backend.query("SELECT pg_backend_pid()", Integer.class).get(0);
    threads
        .submit(() -> backend.query("SELECT pg_terminate_backend(?, 10000)", Boolean.class, pid))
        .get();
    assertThatThrownBy(() -> backend.execute("UPDATE pet SET age = 9"))
        .isInstanceOf(ConnectionLostException.class);
    assertThatThrownBy(manager::commit)
        .isInstanceOf(TransactionDoomedException.class)
        .hasCauseInstanceOf(ConnectionLostException.class);
    manager.rollback();
    assertThat(backend.query("SELECT max(age) FROM pet", Integer.class)).containsExactly(2);
  }

  @Test
  void a_stream_outside_a_transaction_reads_bit_by_bit_beside_other_statements() {
    try (Stream<Integer> numbers =
        backend.stream("SELECT n FROM generate_series(1, 3000) n", Integer.class)) {
      assertThat(numbers.peek(n -> backend.execute("UPDATE pet SET age = age + 1")).limit(5))
          .containsExactly(1, 2, 3, 4, 5);
    }
    assertThat(backend.query("SELECT max(age) FROM pet", Integer.class)).containsExactly(7);
    long idle =
        backend
            .query(
                "SELECT count(*) FROM pg_stat_activity WHERE state LIKE 'idle in transaction%'"
                    + " AND datname = current_database()",
                Long.class)
            .get(0);
    assertThat(idle).isZero();
  }

  @Test
  void servers_that_are_too_old_are_refused() {
    assertThatThrownBy(() -> PostgresDialect.of(11, "11.22"))
        .isInstanceOf(UnsupportedFeatureException.class)
        .hasMessage("PostgreSQL 11.22 is too old for Nestrel, which needs 12 or later");
  }

  @Test
  void a_stale_snapshot_is_a_serialization_failure_and_recoverable() throws Exception {
    manager.begin();
    backend.useConnection(
        connection -> {
          try (var statement = connection.createStatement()) {
            statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
          }
        });
    backend.query("SELECT age FROM pet", Integer.class);
    threads.submit(() -> backend.execute("UPDATE pet SET age = 4")).get();
    assertThatThrownBy(() -> backend.transaction(() -> backend.execute("UPDATE pet SET age = 5")))
        .isInstanceOf(SerializationFailureException.class);
    backend.execute("INSERT INTO owner VALUES (1)");
    manager.commit();
    assertThat(backend.query("SELECT id FROM owner", Integer.class)).containsExactly(1);
  }
}

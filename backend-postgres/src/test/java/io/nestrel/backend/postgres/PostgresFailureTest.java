// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.backend.Backend;
import io.nestrel.error.DeadlockException;
import io.nestrel.error.ForeignKeyViolationException;
import io.nestrel.error.ScopeFailedException;
import io.nestrel.error.SerializationFailureException;
import io.nestrel.error.TransactionDoomedException;
import io.nestrel.error.TransactionException;
import io.nestrel.error.UniqueViolationException;
import io.nestrel.testservers.TestServers;
import io.nestrel.transaction.Transaction;
import io.nestrel.transaction.TransactionManager;
import io.nestrel.transaction.TransactionStatus;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is left of a transaction after a failure. */
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

  /** The driver, told that there is a transaction, would begin another one by itself. */
  @Test
  void a_transaction_that_raw_jdbc_ends_is_not_begun_again_there() {
    manager.begin();
    backend.execute("UPDATE pet SET age = 7 WHERE id = 2");
    assertThatThrownBy(
            () ->
                backend.useConnection(
                    connection -> {
                      try (var statement = connection.createStatement()) {
                        statement.execute("ROLLBACK");
                        statement.execute("UPDATE pet SET age = 8 WHERE id = 1");
                      }
                    }))
        .isInstanceOf(TransactionDoomedException.class);
    assertThat(manager.status()).isEqualTo(TransactionStatus.DOOMED);
    assertThatThrownBy(manager::commit).isInstanceOf(TransactionDoomedException.class);
    manager.rollback();
    assertThat(backend.query("SELECT age FROM pet ORDER BY id", Integer.class))
        .containsExactly(1, 2);
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

  @Test
  void a_write_skew_that_only_commit_finds_fails_the_commit() throws Exception {
    Transaction first = manager.begin();
    serializable();
    backend.query("SELECT sum(age) FROM pet", Long.class);
    backend.execute("UPDATE pet SET age = 12 WHERE id = 2");
    threads
        .submit(
            () ->
                backend.transaction(
                    () -> {
                      serializable();
                      backend.query("SELECT sum(age) FROM pet", Long.class);
                      backend.execute("UPDATE pet SET age = 11 WHERE id = 1");
                    }))
        .get();
    assertThatThrownBy(first::commit)
        .isInstanceOf(TransactionException.class)
        .hasCauseInstanceOf(SerializationFailureException.class);
    first.rollback();
    assertThat(manager.level()).isZero();
    assertThat(backend.query("SELECT age FROM pet ORDER BY id", Integer.class))
        .containsExactly(11, 2);
  }

  private void serializable() {
    backend.useConnection(
        connection -> {
          try (var statement = connection.createStatement()) {
            statement.execute("SET TRANSACTION ISOLATION LEVEL SERIALIZABLE");
          }
        });
  }
}

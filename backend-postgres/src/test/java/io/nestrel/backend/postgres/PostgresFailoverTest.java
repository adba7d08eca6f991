// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.backend.Backend;
import io.nestrel.backend.BackendOptions;
import io.nestrel.error.ConnectionLostException;
import io.nestrel.error.NestrelException;
import io.nestrel.error.TransactionDoomedException;
import io.nestrel.testservers.TestServer;
import io.nestrel.testservers.TestServers;
import io.nestrel.transaction.TransactionManager;
import io.nestrel.transaction.TransactionStatus;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Connections that end, and servers that are started anew. */
class PostgresFailoverTest {
  /** Of its own, because it is killed. */
  private final TestServer server = TestServers.postgres18("max_connections=20");

  private final String url = server.freshDatabase();
  private final Backend backend =
      Backend.open(url, BackendOptions.defaults().connectionTimeout(Duration.ofSeconds(3)));
  private final TransactionManager manager = backend.transactionManager();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  PostgresFailoverTest() {
    backend.execute("CREATE TABLE pet (id INTEGER PRIMARY KEY)");
  }

  @AfterEach
  void close() {
    threads.shutdownNow();
    backend.close();
  }

  private List<Integer> ids() {
    return backend.query("SELECT id FROM pet ORDER BY id", Integer.class);
  }

  private void insert(int id) {
    backend.execute("INSERT INTO pet VALUES (?)", id);
  }

  @Test
  void after_a_restart_no_transaction_fails_however_many_connections_were_open() throws Exception {
    insert(1);
    openConnections(8);
    server.restart();
    for (int i = 0; i < 12; i++) {
      backend.transaction(() -> assertThat(ids()).containsExactly(1));
    }
    openConnections(8);
  }

  @Test
  void when_all_connections_have_been_ended_one_lone_statement_fails_at_most() throws Exception {
    insert(1);
    openConnections(8);
    try (Connection other = DriverManager.getConnection(url);
        Statement statement = other.createStatement()) {
      statement.execute(
          "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity"
              + " WHERE datname = current_database() AND pid <> pg_backend_pid()");
    }
    assertThat(failuresOf(12))
        .hasSizeLessThanOrEqualTo(1)
        .allSatisfy(e -> assertThat(e).isInstanceOf(ConnectionLostException.class));
  }

  private List<NestrelException> failuresOf(int statements) {
    List<NestrelException> failures = new ArrayList<>();
    for (int i = 0; i < statements; i++) {
      try {
        assertThat(ids()).containsExactly(1);
      } catch (NestrelException e) {
        failures.add(e);
      }
    }
    return failures;
  }

  /** That many transactions at once. */
  private void openConnections(int number) throws Exception {
    CountDownLatch all = new CountDownLatch(number);
    List<Future<?>> transactions = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      transactions.add(
          threads.submit(
              () -> {
                backend.transaction(
                    () -> {
                      assertThat(ids()).containsExactly(1);
                      all.countDown();
                      all.await();
                    });
                return null;
              }));
    }
    for (Future<?> transaction : transactions) {
      transaction.get();
    }
  }

  @Test
  void a_server_that_is_away_is_an_error_and_then_all_works_again() {
    server.kill();
    assertThatThrownBy(() -> backend.transaction(() -> insert(1)))
        .hasCauseInstanceOf(ConnectionLostException.class);
    server.restart();
    backend.transaction(() -> insert(1));
    assertThat(ids()).containsExactly(1);
  }

  @Test
  void a_connection_that_an_administrator_ends_dooms_its_transaction_alone() throws Exception {
    manager.begin();
    insert(1);
    int pid = backend.query("SELECT pg_backend_pid()", Integer.class).get(0);
    threads
        .submit(() -> backend.query("SELECT pg_terminate_backend(?, 10000)", Boolean.class, pid))
        .get();
    assertThatThrownBy(() -> insert(2)).isInstanceOf(ConnectionLostException.class);
    assertThatThrownBy(manager::commit)
        .isInstanceOf(TransactionDoomedException.class)
        .hasCauseInstanceOf(ConnectionLostException.class);
    manager.rollback();
    assertThat(ids()).isEmpty();
  }

  @Test
  void a_transaction_that_was_idle_for_too_long_is_doomed() throws Exception {
    manager.begin();
    insert(1);
    int pid = backend.query("SELECT pg_backend_pid()", Integer.class).get(0);
    backend.execute("SET LOCAL idle_in_transaction_session_timeout = 50");
    threads.submit(() -> awaitEnd(pid)).get();
    assertThatThrownBy(() -> insert(2)).isInstanceOf(ConnectionLostException.class);
    assertThat(manager.status()).isEqualTo(TransactionStatus.DOOMED);
    manager.rollback();
    assertThat(ids()).isEmpty();
  }

  private void awaitEnd(int pid) {
    while (!backend
        .query("SELECT pid FROM pg_stat_activity WHERE pid = ?", Integer.class, pid)
        .isEmpty()) {
      Thread.onSpinWait();
    }
  }
}

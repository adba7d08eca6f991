// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.backend.Backend;
import io.nestrel.backend.BackendOptions;
import io.nestrel.error.DatabaseException;
import io.nestrel.error.UniqueViolationException;
import io.nestrel.testservers.TestServers;
import io.nestrel.transaction.TransactionOptions;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is different when each transaction may get another connection of the server. */
class PostgresPoolerTest {
  private static final int ROUNDS = 20;

  private final TransactionPooler pooler =
      new TransactionPooler(TestServers.postgres18().freshDatabase());

  PostgresPoolerTest() throws IOException {}

  @AfterEach
  void close() throws IOException {
    pooler.close();
  }

  private Backend open() {
    Backend backend = Backend.open(pooler.url() + "&prepareThreshold=0");
    backend.execute("CREATE TABLE pet (id INTEGER PRIMARY KEY)");
    return backend;
  }

  private static void insert(Backend backend, int id) {
    backend.execute("INSERT INTO pet VALUES (?)", id);
  }

  private static int pid(Backend backend) {
    return backend.query("SELECT pg_backend_pid()", Integer.class).get(0);
  }

  @Test
  void the_server_s_connection_changes_between_transactions_and_not_inside() {
    try (Backend backend = open()) {
      assertThat(pid(backend)).isNotEqualTo(pid(backend));
      backend.transaction(() -> assertThat(pid(backend)).isEqualTo(pid(backend)));
    }
  }

  @Test
  void transactions_nested_scopes_streams_and_lone_statements_work_unprepared() {
    try (Backend backend = open()) {
      for (int i = 0; i < ROUNDS; i++) {
        int id = i;
        insert(backend, id);
        backend.transaction(
            () -> {
              insert(backend, 100 + id);
              assertThatThrownBy(() -> backend.transaction(() -> insert(backend, id)))
                  .isInstanceOf(UniqueViolationException.class);
              backend.transaction(() -> insert(backend, 200 + id));
              try (Stream<Integer> inside = backend.stream("SELECT id FROM pet", Integer.class)) {
                assertThat(inside.count()).isEqualTo(3L * (id + 1));
              }
            });
        List<Integer> many =
            backend.stream("SELECT n FROM generate_series(1, 2500) n", Integer.class).toList();
        assertThat(many).isEqualTo(IntStream.rangeClosed(1, 2500).boxed().toList());
      }
      assertThat(backend.query("SELECT count(*) FROM pet", Long.class)).containsExactly(60L);
    }
  }

  @Test
  void a_failed_or_read_only_transaction_leaves_nothing_to_the_next_user_of_its_connection() {
    try (Backend backend = open()) {
      for (int i = 0; i < 4; i++) {
        int id = i;
        assertThatThrownBy(() -> backend.transaction(() -> backend.execute("nonsense")))
            .isInstanceOf(DatabaseException.class);
        backend.transaction(TransactionOptions.defaults().readOnly(true), () -> pid(backend));
        insert(backend, id);
        assertThat(backend.query("SHOW transaction_read_only", String.class))
            .containsExactly("off");
      }
      assertThat(backend.query("SELECT name FROM pg_prepared_statements", String.class)).isEmpty();
      assertThat(
              backend.query(
                  "SELECT name FROM pg_settings WHERE source = 'session' AND name <> 'application_name'",
                  String.class))
          .isEmpty();
    }
  }

  @Test
  void what_is_set_for_a_session_is_not_seen_by_the_next_transaction() {
    try (Backend backend = open()) {
      backend.execute("SET lock_timeout = 7");
      assertThat(backend.query("SHOW lock_timeout", String.class)).containsExactly("0");
      backend.transaction(
          () -> {
            backend.execute("SET LOCAL lock_timeout = 7");
            assertThat(backend.query("SHOW lock_timeout", String.class)).containsExactly("7ms");
          });
    }
  }

  /** BEGIN and the statement are prepared in turns, one on each of the server's connections. */
  @Test
  void with_the_driver_s_own_setting_a_transaction_misses_a_prepared_statement() {
    String statement = "SELECT ?::int";
    try (Backend backend = Backend.open(pooler.url(), BackendOptions.defaults().combining(false))) {
      for (int i = 0; i < ROUNDS; i++) {
        backend.transaction(() -> backend.execute("SET LOCAL lock_timeout = 0"));
        backend.query(statement, Integer.class, i);
      }
      assertThatThrownBy(
              () -> backend.transaction(() -> backend.query(statement, Integer.class, 0)))
          .rootCause()
          .hasMessageContaining("prepared statement")
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("26000"));
      assertThat(backend.inTransaction()).isFalse();
    }
  }
}

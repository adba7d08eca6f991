// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.nestrel.backend.Backend;
import io.nestrel.backend.BackendOptions;
import io.nestrel.error.TransactionException;
import io.nestrel.error.TransactionTimeoutException;
import io.nestrel.error.UnsupportedFeatureException;
import io.nestrel.testkit.RecordingDataSource;
import io.nestrel.transaction.IsolationLevel;
import io.nestrel.transaction.TransactionOptions;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Options of transactions, where MariaDB and MySQL differ from the others. */
class MySqlOptionsTest {
  private static final TransactionOptions NONE = TransactionOptions.defaults();

  @ParameterizedTest
  @EnumSource
  void the_default_level_is_the_one_that_the_session_was_given(Server server) {
    String url = server.get().freshDatabase() + "&sessionVariables=transaction_isolation=";
    for (IsolationLevel level : IsolationLevel.values()) {
      try (Backend backend = Backend.open(url + "'" + level.name().replace('_', '-') + "'")) {
        assertThat(backend.transactionManager().isolationLevel()).isEqualTo(level);
        backend.transaction(
            () -> {
              backend.query("SELECT 1", Integer.class);
              assertThat(backend.transactionManager().isolationLevel()).isEqualTo(level);
              backend.transaction(
                  NONE.isolation(level), () -> backend.query("SELECT 1", Integer.class));
            });
        assertThat(backend.transactionManager().isolationLevel()).isEqualTo(level);
      }
    }
  }

  /** SET TRANSACTION holds for the next transaction of the session, whoever's it is. */
  @ParameterizedTest
  @EnumSource
  void a_level_whose_begin_failed_does_not_reach_the_next_transaction(Server server) {
    MySqlDatabase database = new MySqlDatabase(server.get());
    RecordingDataSource recording = RecordingDataSource.of(database.dataSource());
    try (HikariDataSource pool = new HikariDataSource();
        Backend other = database.open()) {
      pool.setDataSource(recording);
      pool.setMaximumPoolSize(1);
      Backend backend = Backend.of(pool, BackendOptions.defaults().combining(false));
      backend.execute("CREATE TABLE t (id INT PRIMARY KEY)");
      recording.failNext("START TRANSACTION");
      assertThatThrownBy(
              () ->
                  backend.transaction(
                      NONE.isolation(IsolationLevel.READ_UNCOMMITTED).readOnly(true),
                      () -> backend.query("SELECT id FROM t", Integer.class)))
          .isInstanceOf(TransactionException.class);
      other.beginTransaction();
      other.execute("INSERT INTO t VALUES (1)");
      backend.transaction(
          () -> assertThat(backend.query("SELECT id FROM t", Integer.class)).isEmpty());
      other.rollbackTransaction();
      backend.close();
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_commit_that_is_told_to_begin_another_transaction_does_not(Server server) {
    String url = server.get().freshDatabase();
    try (Backend backend =
            Backend.open(
                url + "&sessionVariables=completion_type=1",
                BackendOptions.defaults().poolSize(1));
        Backend other = Backend.open(url)) {
      backend.execute("CREATE TABLE t (id INT PRIMARY KEY)");
      backend.transaction(() -> backend.execute("INSERT INTO t VALUES (1)"));
      backend.execute("INSERT INTO t VALUES (2)");
      assertThat(other.query("SELECT id FROM t", Integer.class)).containsExactly(1, 2);
      backend.transaction(() -> backend.execute("SET completion_type = 1"));
      backend.execute("INSERT INTO t VALUES (3)");
      assertThat(other.query("SELECT id FROM t", Integer.class)).containsExactly(1, 2, 3);
    }
  }

  /** Stopped, it says so in its value, and not with an error. */
  @ParameterizedTest
  @EnumSource
  void a_sleep_that_ends_too_early_is_a_timeout_all_the_same(Server server) {
    try (Backend backend = server.open()) {
      assertThatThrownBy(
              () ->
                  backend.transaction(
                      NONE.timeout(Duration.ofMillis(100)),
                      () -> backend.query("SELECT SLEEP(600)", Integer.class)))
          .isInstanceOf(TransactionTimeoutException.class);
      assertThat(backend.query("SELECT 1", Integer.class)).containsExactly(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void constraints_cannot_be_deferred(Server server) {
    try (Backend backend = server.open()) {
      backend.transaction(
          () -> {
            assertThatThrownBy(backend.transactionManager()::deferConstraints)
                .isInstanceOf(UnsupportedFeatureException.class);
            assertThatThrownBy(backend.transactionManager()::constraintsImmediate)
                .isInstanceOf(UnsupportedFeatureException.class);
            assertThat(backend.query("SELECT 1", Integer.class)).containsExactly(1);
          });
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.backend.Backend;
import io.nestrel.error.LockTimeoutException;
import io.nestrel.error.TransactionException;
import io.nestrel.transaction.BeginMode;
import io.nestrel.transaction.RetryPolicy;
import io.nestrel.transaction.TransactionOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What another program's lock costs is worth another attempt. */
class SqliteRetryTest {
  private static final TransactionOptions RETRIED =
      TransactionOptions.defaults()
          .retry(RetryPolicy.attempts(3).waits(Duration.ZERO, Duration.ZERO));

  private final Backend backend;
  private final Backend other;
  private int tries;

  SqliteRetryTest(@TempDir Path directory) {
    String url = "jdbc:sqlite:" + directory.resolve("retry.db") + "?busy_timeout=1";
    this.backend = Backend.open(url);
    this.other = Backend.open(url);
  }

  @BeforeEach
  void create() {
    backend.execute("CREATE TABLE entry (id INTEGER PRIMARY KEY)");
  }

  @AfterEach
  void close() {
    backend.close();
    other.close();
  }

  private static void insert(Backend into, int id) {
    into.execute("INSERT INTO entry VALUES (?)", id);
  }

  private List<Integer> ids() {
    return backend.query("SELECT id FROM entry ORDER BY id", Integer.class);
  }

  @Test
  void a_begin_that_is_busy_runs_again() {
    other.beginTransaction();
    insert(other, 1);
    backend.transaction(
        RETRIED,
        () -> {
          if (++tries == 2) {
            other.commitTransaction();
          }
          insert(backend, 2);
        });
    assertThat(tries).isEqualTo(2);
    assertThat(ids()).containsExactly(1, 2);
  }

  @Test
  void a_begin_that_stays_busy_fails_after_the_last_attempt() {
    other.beginTransaction();
    insert(other, 1);
    assertThatThrownBy(
            () ->
                backend.transaction(
                    RETRIED,
                    () -> {
                      tries++;
                      insert(backend, 2);
                    }))
        .isInstanceOf(TransactionException.class)
        .hasCauseInstanceOf(LockTimeoutException.class)
        .satisfies(e -> assertThat(e.getSuppressed()).hasSize(2));
    other.rollbackTransaction();
    assertThat(tries).isEqualTo(3);
    assertThat(ids()).isEmpty();
  }

  @Test
  void a_snapshot_that_is_too_old_to_write_is_taken_anew() {
    backend.transaction(
        RETRIED.beginMode(BeginMode.DEFERRED),
        () -> {
          tries++;
          int next = ids().size() + 1;
          if (tries == 1) {
            insert(other, 1);
          }
          insert(backend, next);
        });
    assertThat(tries).isEqualTo(2);
    assertThat(ids()).containsExactly(1, 2);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.backend.Backend;
import io.nestrel.backend.BackendOptions;
import io.nestrel.error.LockTimeoutException;
import io.nestrel.error.SerializationFailureException;
import io.nestrel.error.TransactionException;
import io.nestrel.error.TransactionTimeoutException;
import io.nestrel.transaction.BeginMode;
import io.nestrel.transaction.TransactionOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Begin modes and their locks, and what a deadline does to the wait for them. */
class SqliteOptionsTest {
  private static final TransactionOptions NONE = TransactionOptions.defaults();

  private final Path file;

  SqliteOptionsTest(@TempDir Path directory) {
    this.file = directory.resolve("options.db");
  }

  private Backend open(String parameters) {
    Backend backend =
        Backend.open(
            "jdbc:sqlite:%s?busy_timeout=0%s".formatted(file, parameters),
            BackendOptions.defaults().poolSize(1));
    backend.execute("CREATE TABLE IF NOT EXISTS t (id INTEGER PRIMARY KEY)");
    return backend;
  }

  private static List<Integer> ids(Backend backend) {
    return backend.query("SELECT id FROM t", Integer.class);
  }

  private static void insert(Backend backend) {
    backend.execute("INSERT INTO t DEFAULT VALUES");
  }

  @Test
  void deferred_takes_no_lock_before_it_writes() {
    try (Backend one = open("");
        Backend two = open("")) {
      one.beginTransaction(NONE.beginMode(BeginMode.DEFERRED));
      assertThat(ids(one)).isEmpty();
      insert(two);
      assertThat(ids(one)).as("its snapshot").isEmpty();
      assertThatThrownBy(() -> insert(one)).isInstanceOf(SerializationFailureException.class);
      one.rollbackTransaction();
      assertThat(ids(one)).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"IMMEDIATE", "EXCLUSIVE"})
  void immediate_and_exclusive_keep_other_writers_away_but_no_readers(BeginMode mode) {
    try (Backend one = open("");
        Backend two = open("")) {
      one.beginTransaction(NONE.beginMode(mode));
      assertThat(ids(one)).isEmpty();
      assertThatThrownBy(() -> insert(two)).isInstanceOf(LockTimeoutException.class);
      assertThatThrownBy(() -> two.transaction(NONE.beginMode(mode), () -> ids(two)))
          .isInstanceOf(TransactionException.class)
          .hasCauseInstanceOf(LockTimeoutException.class);
      assertThat(ids(two)).isEmpty();
      one.commitTransaction();
      insert(two);
    }
  }

  @Test
  void exclusive_keeps_readers_away_too_where_there_is_no_write_ahead_log() {
    try (Backend one = open("&journal_mode=DELETE");
        Backend two = open("&journal_mode=DELETE")) {
      one.beginTransaction(NONE.beginMode(BeginMode.IMMEDIATE));
      assertThat(ids(one)).isEmpty();
      assertThat(ids(two)).isEmpty();
      one.commitTransaction();
      one.beginTransaction(NONE.beginMode(BeginMode.EXCLUSIVE));
      assertThat(ids(one)).isEmpty();
      assertThatThrownBy(() -> ids(two)).isInstanceOf(LockTimeoutException.class);
      one.commitTransaction();
      assertThat(ids(two)).isEmpty();
    }
  }

  @Test
  void a_scope_inside_may_ask_for_the_same_mode_only() {
    try (Backend backend = open("")) {
      TransactionOptions immediate = NONE.beginMode(BeginMode.IMMEDIATE);
      backend.transaction(
          immediate,
          () -> {
            backend.transaction(immediate, () -> insert(backend));
            assertThatThrownBy(
                    () ->
                        backend.transaction(
                            NONE.beginMode(BeginMode.EXCLUSIVE), () -> insert(backend)))
                .isInstanceOf(TransactionException.class);
          });
      assertThat(ids(backend)).hasSize(1);
    }
  }

  /** The connection is the pool's only one, and has been kept because nothing was cancelled. */
  @Test
  void a_deadline_does_not_shorten_the_waits_of_later_transactions() {
    try (Backend backend =
            Backend.open("jdbc:sqlite:" + file, BackendOptions.defaults().poolSize(1));
        Backend other = open("")) {
      backend.transaction(
          NONE.timeout(Duration.ofSeconds(9)),
          () -> {
            insert(backend);
            assertThat(busyTimeout(backend)).isLessThanOrEqualTo(9_001);
          });
      assertThat(busyTimeout(backend)).isEqualTo(30_000);
      other.beginTransaction();
      insert(other);
      assertThatThrownBy(
              () -> backend.transaction(NONE.timeout(Duration.ofMillis(50)), () -> insert(backend)))
          .isInstanceOf(TransactionTimeoutException.class);
      assertThat(busyTimeout(backend)).isEqualTo(30_000);
      other.rollbackTransaction();
    }
  }

  private static int busyTimeout(Backend backend) {
    return backend.query("PRAGMA busy_timeout", Integer.class).get(0);
  }
}

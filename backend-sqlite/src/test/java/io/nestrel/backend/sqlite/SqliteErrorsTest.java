// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.backend.Backend;
import io.nestrel.error.CheckViolationException;
import io.nestrel.error.DatabaseException;
import io.nestrel.error.DatabaseFullException;
import io.nestrel.error.ForeignKeyViolationException;
import io.nestrel.error.LockTimeoutException;
import io.nestrel.error.NotNullViolationException;
import io.nestrel.error.ReadOnlyDatabaseException;
import io.nestrel.error.SerializationFailureException;
import io.nestrel.error.SqlSyntaxException;
import io.nestrel.error.TransactionDoomedException;
import io.nestrel.error.TransactionException;
import io.nestrel.error.UniqueViolationException;
import io.nestrel.transaction.TransactionOptions;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every kind of failure, provoked for real. */
class SqliteErrorsTest {
  private final Path directory;

  SqliteErrorsTest(@TempDir Path directory) {
    this.directory = directory;
  }

  private Backend open(String parameters) {
    return Backend.open("jdbc:sqlite:" + directory.resolve("errors.db") + parameters);
  }

  private static void refused(
      Backend backend, Class<? extends DatabaseException> error, String sql) {
    assertThatThrownBy(() -> backend.execute(sql))
        .as(sql)
        .isInstanceOfSatisfying(
            error,
            e -> {
              assertThat(e.sql()).isEqualTo(sql);
              assertThat(e.getMessage()).contains(sql);
            });
  }

  @Test
  void each_constraint_has_its_exception_in_and_outside_a_transaction() {
    try (Backend backend = open("")) {
      backend.execute("CREATE TABLE parent (id INTEGER PRIMARY KEY) STRICT");
      backend.execute(
          """
          CREATE TABLE child (id INTEGER PRIMARY KEY, parent INTEGER REFERENCES parent,
            code TEXT UNIQUE, amount INTEGER NOT NULL CHECK (amount >= 0)) STRICT""");
      backend.execute("INSERT INTO child (id, code, amount) VALUES (1, 'a', 0)");
      Runnable all =
          () -> {
            refused(
                backend,
                UniqueViolationException.class,
                "INSERT INTO child VALUES (1, null, 'b', 0)");
            refused(
                backend,
                UniqueViolationException.class,
                "INSERT INTO child VALUES (2, null, 'a', 0)");
            refused(
                backend,
                ForeignKeyViolationException.class,
                "INSERT INTO child VALUES (2, 9, 'b', 0)");
            refused(
                backend,
                NotNullViolationException.class,
                "INSERT INTO child (id, code) VALUES (2, 'b')");
            refused(
                backend,
                CheckViolationException.class,
                "INSERT INTO child VALUES (2, null, 'b', -1)");
            refused(
                backend,
                CheckViolationException.class,
                "INSERT INTO child VALUES (2, null, 'b', 'x')");
            refused(backend, SqlSyntaxException.class, "INSRET INTO child VALUES (2)");
            refused(backend, SqlSyntaxException.class, "SELECT nothing FROM child");
            refused(backend, SqlSyntaxException.class, "SELECT * FROM nowhere");
          };
      all.run();
      backend.transaction(
          () -> {
            all.run();
            backend.transaction(all::run);
            backend.execute("INSERT INTO child VALUES (3, null, 'c', 3)");
          });
      assertThat(backend.query("SELECT id FROM child", Integer.class)).containsExactly(1, 3);
    }
  }

  @Test
  void a_lock_of_another_client_that_lasts_is_a_lock_timeout() {
    try (Backend first = open("");
        Backend second = open("?busy_timeout=20")) {
      first.execute("CREATE TABLE t (id INTEGER PRIMARY KEY)");
      first.transaction(
          () -> {
            first.execute("INSERT INTO t VALUES (1)");
            refused(second, LockTimeoutException.class, "INSERT INTO t VALUES (2)");
            assertThatThrownBy(
                    () -> second.transaction(() -> second.execute("INSERT INTO t VALUES (2)")))
                .isInstanceOf(TransactionException.class)
                .hasCauseInstanceOf(LockTimeoutException.class);
            assertThat(second.inTransaction()).isFalse();
          });
      second.transaction(() -> second.execute("INSERT INTO t VALUES (2)"));
      assertThat(first.query("SELECT id FROM t", Integer.class)).containsExactly(1, 2);
    }
  }

  @Test
  void a_begin_that_met_a_lock_is_tried_again_by_the_next_statement() {
    try (Backend first = open("");
        Backend second = open("?busy_timeout=20")) {
      first.execute("CREATE TABLE t (id INTEGER PRIMARY KEY)");
      first.beginTransaction();
      first.execute("INSERT INTO t VALUES (1)");
      second.beginTransaction();
      assertThatThrownBy(() -> second.execute("INSERT INTO t VALUES (2)"))
          .isInstanceOf(TransactionException.class);
      first.commitTransaction();
      second.execute("INSERT INTO t VALUES (2)");
      second.commitTransaction();
      assertThat(first.query("SELECT id FROM t", Integer.class)).containsExactly(1, 2);
    }
  }

  @Test
  void a_stale_snapshot_is_a_serialization_failure_that_only_a_new_transaction_cures() {
    try (Backend first = open("?transaction_mode=DEFERRED&busy_timeout=20");
        Backend second = open("")) {
      first.execute("CREATE TABLE t (id INTEGER PRIMARY KEY)");
      first.beginTransaction();
      assertThat(first.query("SELECT id FROM t", Integer.class)).isEmpty();
      second.execute("INSERT INTO t VALUES (1)");
      first.beginTransaction();
      refused(first, SerializationFailureException.class, "INSERT INTO t VALUES (2)");
      first.rollbackTransaction();
      assertThatThrownBy(first::commitTransaction)
          .isInstanceOf(TransactionDoomedException.class)
          .hasCauseInstanceOf(SerializationFailureException.class);
      first.rollbackTransaction();
      first.transaction(() -> first.execute("INSERT INTO t VALUES (2)"));
      assertThat(first.query("SELECT id FROM t", Integer.class)).containsExactly(1, 2);
    }
  }

  @Test
  void a_full_database_is_told_and_nothing_is_kept_by_half() {
    try (Backend backend = open("")) {
      backend.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, data BLOB)");
      String fill = "INSERT INTO t (data) VALUES (zeroblob(1000000))";
      assertThatThrownBy(
              () ->
                  backend.transaction(
                      () -> {
                        backend.execute("INSERT INTO t (data) VALUES (x'00')");
                        backend.query("PRAGMA max_page_count=20", Integer.class);
                        backend.transaction(
                            () -> refused(backend, DatabaseFullException.class, fill));
                        throw new IllegalStateException("enough");
                      }))
          .isInstanceOfAny(IllegalStateException.class, TransactionDoomedException.class);
      assertThat(backend.query("SELECT id FROM t", Integer.class)).isEmpty();
      backend.transaction(() -> backend.execute("INSERT INTO t (data) VALUES (x'00')"));
      assertThat(backend.query("SELECT id FROM t", Integer.class)).hasSize(1);
    }
  }

  @Test
  void a_write_to_a_read_only_database_or_transaction_is_refused() {
    try (Backend backend = open("")) {
      backend.execute("CREATE TABLE t (id INTEGER PRIMARY KEY)");
      TransactionOptions readOnly = TransactionOptions.defaults().readOnly(true);
      backend.transaction(
          readOnly,
          () -> refused(backend, ReadOnlyDatabaseException.class, "INSERT INTO t VALUES (1)"));
      backend.execute("INSERT INTO t VALUES (2)");
    }
    try (Backend backend = open("?open_mode=1")) {
      refused(backend, ReadOnlyDatabaseException.class, "INSERT INTO t VALUES (3)");
      assertThat(backend.query("SELECT id FROM t", Integer.class)).containsExactly(2);
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.backend.Backend;
import io.nestrel.backend.BackendOptions;
import io.nestrel.error.TransactionException;
import io.nestrel.transaction.Propagation;
import io.nestrel.transaction.TransactionOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A transaction beside a suspended one, where one can write at a time. */
class SqliteRequiresNewTest {
  private static final TransactionOptions NEW =
      TransactionOptions.defaults().propagation(Propagation.REQUIRES_NEW);

  private final String url;
  private final Backend backend;

  SqliteRequiresNewTest(@TempDir Path directory) {
    this.url = "jdbc:sqlite:" + directory.resolve("new.db");
    this.backend = Backend.open(url);
  }

  @BeforeEach
  void create() {
    backend.execute("CREATE TABLE entry (id INTEGER PRIMARY KEY)");
  }

  @AfterEach
  void close() {
    backend.close();
  }

  private void insert(int id) {
    backend.execute("INSERT INTO entry VALUES (?)", id);
  }

  private List<Integer> ids() {
    return backend.query("SELECT id FROM entry ORDER BY id", Integer.class);
  }

  @Test
  @Timeout(2) // at once: not after the lock's or the pool's timeout
  void one_that_writes_inside_one_that_writes_is_refused_at_once() {
    backend.transaction(
        () -> {
          insert(1);
          assertThatThrownBy(() -> backend.transaction(NEW, () -> insert(2)))
              .isInstanceOf(TransactionException.class)
              .hasMessageContaining("would wait for itself");
          insert(3);
        });
    assertThat(ids()).containsExactly(1, 3);
  }

  @Test
  void one_that_reads_inside_one_that_writes_sees_what_was_committed() {
    backend.transaction(
        () -> {
          insert(1);
          backend.transaction(NEW.readOnly(true), () -> assertThat(ids()).isEmpty());
          assertThat(ids()).containsExactly(1);
        });
  }

  @Test
  void one_that_writes_inside_one_that_reads_commits_by_itself() {
    backend.transaction(
        TransactionOptions.defaults().readOnly(true),
        () -> {
          assertThat(ids()).isEmpty();
          backend.transaction(NEW, () -> insert(1));
          assertThat(ids()).isEmpty();
        });
    assertThat(ids()).containsExactly(1);
  }

  @Test
  void one_that_writes_before_the_suspended_one_does_commits_by_itself() {
    assertThatThrownBy(
            () ->
                backend.transaction(
                    () -> {
                      backend.transaction(NEW, () -> insert(1));
                      insert(2);
                      throw new IllegalStateException("outer");
                    }))
        .hasMessage("outer");
    assertThat(ids()).containsExactly(1);
  }

  @Test
  @Timeout(2)
  void a_memory_database_has_one_connection_so_it_is_refused_at_once() {
    try (Backend memory = Backend.open("jdbc:sqlite::memory:")) {
      memory.execute("CREATE TABLE entry (id INTEGER PRIMARY KEY)");
      memory.transaction(
          () -> {
            memory.execute("INSERT INTO entry VALUES (1)");
            assertThatThrownBy(
                    () ->
                        memory.transaction(
                            NEW.readOnly(true),
                            () -> memory.query("SELECT id FROM entry", Integer.class)))
                .isInstanceOf(TransactionException.class)
                .hasMessageContaining("would wait for itself");
          });
      assertThat(memory.query("SELECT id FROM entry", Integer.class)).containsExactly(1);
    }
  }

  @Test
  void a_pool_of_one_is_named_as_the_reason_only_while_the_suspended_one_holds_its_connection() {
    BackendOptions options =
        BackendOptions.defaults().poolSize(1).connectionTimeout(Duration.ofMillis(250));
    try (Backend one = Backend.open(url, options)) {
      one.transaction(
          () -> {
            one.query("SELECT id FROM entry", Integer.class);
            assertThatThrownBy(
                    () ->
                        one.transaction(
                            NEW.readOnly(true),
                            () -> one.query("SELECT id FROM entry", Integer.class)))
                .isInstanceOf(TransactionException.class)
                .hasMessageContaining("this thread's suspended ones keep 1")
                .hasMessageContaining("poolSize");
          });
    }
  }
}

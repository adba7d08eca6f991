// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.backend.Backend;
import io.nestrel.backend.BackendOptions;
import io.nestrel.error.ConfigurationException;
import io.nestrel.error.DatabaseException;
import io.nestrel.error.NestrelException;
import io.nestrel.error.TransactionException;
import io.nestrel.transaction.Transaction;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many threads on one SQLite database. */
class SqliteConcurrencyTest {
  private static final int THREADS = 8;
  private static final int ROUNDS = 25;

  private final Path directory;
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

  SqliteConcurrencyTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  private String fileUrl() {
    return "jdbc:sqlite:" + directory.resolve("concurrency.db");
  }

  private static int total(Backend backend) {
    return backend.query("SELECT n FROM counter", Integer.class).get(0);
  }

  private static void createCounter(Backend backend) {
    backend.execute("CREATE TABLE counter (n INTEGER NOT NULL)");
    backend.execute("INSERT INTO counter VALUES (0)");
  }

  /** Reads, then writes what it read plus one, in transactions. */
  private void count(List<Backend> backends) throws Exception {
    createCounter(backends.get(0));
    List<Callable<Boolean>> tasks = new ArrayList<>();
    for (int thread = 0; thread < THREADS; thread++) {
      Backend backend = backends.get(thread % backends.size());
      tasks.add(
          () -> {
            for (int i = 0; i < ROUNDS; i++) {
              backend.transaction(
                  () -> {
                    int before = total(backend);
                    backend.transaction(
                        () -> backend.execute("UPDATE counter SET n = ?", before + 1));
                  });
            }
            return true;
          });
    }
    for (Future<Boolean> result : threads.invokeAll(tasks)) {
      assertThat(result.get()).isTrue();
    }
    assertThat(total(backends.get(0))).isEqualTo(THREADS * ROUNDS);
  }

  @Test
  void writers_to_a_file_queue_and_lose_nothing() throws Exception {
    try (Backend backend = Backend.open(fileUrl())) {
      count(List.of(backend));
    }
  }

  @Test
  void writers_of_two_programs_wait_for_each_other() throws Exception {
    try (Backend one = Backend.open(fileUrl());
        Backend two = Backend.open(fileUrl())) {
      count(List.of(one, two));
    }
  }

  @Test
  void writers_to_a_memory_database_share_it() throws Exception {
    try (Backend backend = Backend.open("jdbc:sqlite::memory:")) {
      count(List.of(backend));
    }
  }

  @Test
  void readers_of_a_file_do_not_wait_for_an_open_writer() throws Exception {
    try (Backend backend = Backend.open(fileUrl())) {
      createCounter(backend);
      backend.beginTransaction();
      backend.execute("UPDATE counter SET n = 1");
      assertThat(threads.submit(() -> total(backend)).get()).isZero();
      backend.commitTransaction();
      assertThat(threads.submit(() -> total(backend)).get()).isEqualTo(1);
    }
  }

  @Test
  void a_reader_keeps_its_view_while_others_write() throws Exception {
    try (Backend backend = Backend.open(fileUrl())) {
      createCounter(backend);
      CountDownLatch read = new CountDownLatch(1);
      CountDownLatch written = new CountDownLatch(1);
      Future<Boolean> reader =
          threads.submit(
              () ->
                  backend.transaction(
                      io.nestrel.transaction.TransactionOptions.defaults().readOnly(true),
                      () -> {
                        int before = total(backend);
                        read.countDown();
                        written.await();
                        return before == 0 && total(backend) == 0;
                      }));
      read.await();
      backend.transaction(() -> backend.execute("UPDATE counter SET n = 5"));
      written.countDown();
      assertThat(reader.get()).isTrue();
      assertThat(total(backend)).isEqualTo(5);
    }
  }

  @Test
  void a_thread_that_would_wait_for_itself_is_told_so() {
    try (Backend backend = Backend.open("jdbc:sqlite::memory:")) {
      createCounter(backend);
      assertThatThrownBy(
              () -> backend.useConnection(connection -> backend.transaction(() -> total(backend))))
          .isInstanceOf(TransactionException.class)
          .hasMessageContaining("would wait for itself");
      assertThat(backend.inTransaction()).isFalse();
      assertThat(total(backend)).isZero();
    }
  }

  @Test
  void a_stream_left_open_that_keeps_the_last_connection_is_named_as_a_reason() {
    BackendOptions one =
        BackendOptions.defaults().poolSize(1).connectionTimeout(Duration.ofMillis(250));
    try (Backend backend = Backend.open(fileUrl(), one);
        Stream<Long> open = backend.stream("VALUES (1), (2)", Long.class)) {
      assertThatThrownBy(() -> backend.query("SELECT 1", Long.class))
          .isInstanceOf(DatabaseException.class)
          .hasMessageContaining("close streams")
          .hasMessageContaining("poolSize");
      assertThat(open).containsExactly(1L, 2L);
    }
  }

  @Test
  void a_memory_database_is_shared_by_threads_and_gone_when_it_is_closed() throws Exception {
    Backend backend = Backend.open("jdbc:sqlite::memory:");
    createCounter(backend);
    assertThat(threads.submit(() -> total(backend)).get()).isZero();
    try (Backend other = Backend.open("jdbc:sqlite::memory:")) {
      assertThatThrownBy(() -> total(other)).isInstanceOf(DatabaseException.class);
    }
    backend.close();
    assertThatThrownBy(() -> total(backend)).isInstanceOf(ConfigurationException.class);
    try (Backend again = Backend.open("jdbc:sqlite::memory:")) {
      assertThatThrownBy(() -> total(again)).isInstanceOf(DatabaseException.class);
    }
  }

  @Test
  void closing_the_backend_over_an_open_transaction_tells_no_lies() {
    Backend backend = Backend.open(fileUrl());
    createCounter(backend);
    Transaction open = backend.beginTransaction();
    backend.execute("UPDATE counter SET n = 1");
    backend.close();
    int expected = 0;
    try {
      open.commit();
      expected = 1;
    } catch (NestrelException e) {
      assertThat(e).hasMessageNotContaining("null");
    }
    open.close();
    assertThat(backend.inTransaction()).isFalse();
    try (Backend again = Backend.open(fileUrl())) {
      assertThat(total(again)).isEqualTo(expected);
      again.transaction(() -> again.execute("UPDATE counter SET n = 2"));
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.nestrel.backend.Backend;
import io.nestrel.error.DatabaseException;
import io.nestrel.error.TransactionException;
import io.nestrel.error.UnknownCommitOutcomeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two nodes of a Galera cluster that write the same two rows all the time. */
@Tag("galera")
class GaleraLoadTest {
  private static final int THREADS = 6;
  private static final int TRANSACTIONS = 500;

  private final Set<Integer> confirmed = new ConcurrentSkipListSet<>();
  private final AtomicInteger conflicts = new AtomicInteger();

  /**
   * Each transaction that is confirmed has added to a counter and left two halves; no other has.
   */
  @Test
  void what_is_confirmed_is_there_and_nothing_else_not_even_half() {
    try (GaleraDatabase cluster = GaleraDatabase.create();
        Backend first = Backend.open(cluster.url());
        Backend second = Backend.open(cluster.theirUrl())) {
      first.execute("CREATE TABLE counter (id INT PRIMARY KEY, value INT NOT NULL)");
      first.execute("CREATE TABLE entry (id INT PRIMARY KEY, note VARCHAR(20))");
      first.execute("CREATE TABLE half (id INT PRIMARY KEY)");
      first.execute("INSERT INTO counter VALUES (0, 0), (1, 0)");
      List<CompletableFuture<Void>> threads = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        int start = i * TRANSACTIONS;
        Backend backend = i % 2 == 0 ? first : second;
        threads.add(
            CompletableFuture.runAsync(
                () -> {
                  for (int id = start; id < start + TRANSACTIONS; id++) {
                    attempt(backend, id);
                  }
                }));
      }
      threads.forEach(CompletableFuture::join);
      assertThat(cluster.notes()).containsOnlyKeys(confirmed);
      for (Backend node : List.of(first, second)) {
        assertThat(node.query("SELECT id FROM half ORDER BY id", Integer.class))
            .containsExactlyElementsOf(confirmed);
        assertThat(node.query("SELECT SUM(value) FROM counter", Integer.class))
            .containsExactly(confirmed.size());
      }
      assertThat(conflicts).hasPositiveValue();
      assertThat(confirmed).isNotEmpty();
      System.out.printf(
          "Galera: %d transactions, %d confirmed, %d ended by conflicts%n",
          THREADS * TRANSACTIONS, confirmed.size(), conflicts.get());
    }
  }

  private void attempt(Backend backend, int id) {
    try {
      backend.transaction(
          () -> {
            backend.execute("INSERT INTO half VALUES (?)", id);
            try {
              backend.transaction(
                  () ->
                      backend.execute("UPDATE counter SET value = value + 1 WHERE id = ?", id % 2));
            } catch (DatabaseException | TransactionException swallowed) {
              assertThat(swallowed).hasMessageContaining("Deadlock");
            }
            backend.transaction(() -> backend.execute("INSERT INTO entry VALUES (?, 'done')", id));
          });
      confirmed.add(id);
    } catch (UnknownCommitOutcomeException e) {
      throw e; // nothing broke
    } catch (DatabaseException | TransactionException e) {
      assertThat(e).hasMessageContaining("Deadlock");
      conflicts.incrementAndGet();
    }
  }
}

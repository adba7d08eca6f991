// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.backend.Backend;
import io.nestrel.backend.BackendOptions;
import io.nestrel.error.DatabaseException;
import io.nestrel.error.TransactionTimeoutException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The time of a transaction runs out while it waits for others. Without a deadline the wait would
 * be longer than the limit of these tests.
 */
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class DeadlineContract extends ContractTest {
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final CountDownLatch done = new CountDownLatch(1);
  private @Nullable Backend other;

  protected DeadlineContract() {}

  @BeforeEach
  final void openOther() {
    other = Backend.of(database().dataSource());
    insert(1);
  }

  @AfterEach
  final void closeOther() {
    thread.shutdownNow();
    requireNonNull(other).close();
  }

  private static void update(Backend backend, String note) {
    backend.execute("UPDATE entry SET note = ? WHERE id = 1", note);
  }

  private static void assertUpdateTimesOut(Backend backend) {
    assertThatThrownBy(
            () -> backend.transaction(DeadlineSteps.UNTIL_SOON, () -> update(backend, "mine")))
        .isInstanceOf(TransactionTimeoutException.class)
        .hasCauseInstanceOf(DatabaseException.class);
  }

  private void assertNote(String note) {
    assertThat(backend().query("SELECT note FROM entry", String.class)).containsExactly(note);
  }

  @Test
  final void waiting_for_a_lock_of_another_client_ends_with_the_time() {
    Backend client = requireNonNull(other);
    client.beginTransaction();
    update(client, "theirs");
    assertUpdateTimesOut(backend());
    assertUpdateTimesOut(backend());
    client.commitTransaction();
    assertNote("theirs");
    update(backend(), "mine");
    assertNote("mine");
  }

  @Test
  final void waiting_for_another_thread_ends_with_the_time()
      throws InterruptedException, ExecutionException {
    Future<?> held = whileAnotherThreadUpdates(backend());
    assertUpdateTimesOut(backend());
    done.countDown();
    held.get();
    assertNote("theirs");
    update(backend(), "mine");
  }

  @Test
  final void waiting_for_a_connection_ends_with_the_time()
      throws InterruptedException, ExecutionException {
    try (Backend small = Backend.open(database().url(), BackendOptions.defaults().poolSize(1))) {
      Future<?> held = whileAnotherThreadUpdates(small);
      assertUpdateTimesOut(small);
      done.countDown();
      held.get();
      small.transaction(DeadlineSteps.UNTIL_SOON, () -> update(small, "mine"));
    }
    assertNote("mine");
  }

  private Future<?> whileAnotherThreadUpdates(Backend shared) throws InterruptedException {
    CountDownLatch updated = new CountDownLatch(1);
    Future<?> holding =
        thread.submit(
            () ->
                shared.transaction(
                    () -> {
                      update(shared, "theirs");
                      updated.countDown();
                      done.await();
                      return true;
                    }));
    updated.await();
    return holding;
  }
}

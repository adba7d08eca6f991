// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.error.TransactionException;
import io.nestrel.transaction.Savepoint;
import io.nestrel.transaction.Transaction;
import io.nestrel.transaction.TransactionManager;
import io.nestrel.transaction.TransactionStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Each thread has its own transaction. */
public interface ThreadContract extends Contract {

  @Test
  default void the_shared_manager_acts_on_the_calling_threads_transaction() throws Exception {
    TransactionManager shared = manager();
    shared.begin();
    shared.savepoint("mine");
    onAnotherThread(
        () -> {
          assertThat(shared.level()).isZero();
          assertThat(shared.isActive()).isFalse();
          assertThat(shared.status()).isEqualTo(TransactionStatus.NONE);
          assertThat(shared.activeSavepoints()).isEmpty();
          assertThatThrownBy(shared::commit).isInstanceOf(TransactionException.class);
          assertThatThrownBy(() -> shared.rollbackTo("mine"))
              .isInstanceOf(TransactionException.class);
          backend().transaction(() -> insert(1));
          return true;
        });
    assertThat(shared.level()).isEqualTo(1);
    assertThat(ids()).containsExactly(1);
    shared.rollback();
    assertThat(ids()).containsExactly(1);
  }

  @Test
  default void handles_are_refused_on_another_thread_and_keep_working_on_their_own()
      throws Exception {
    Transaction tx = manager().begin();
    insert(1);
    Savepoint savepoint = manager().savepoint();
    insert(2);
    onAnotherThread(
        () -> {
          assertThatThrownBy(tx::commit).isInstanceOf(TransactionException.class);
          assertThatThrownBy(tx::rollback).isInstanceOf(TransactionException.class);
          assertThatThrownBy(tx::close).isInstanceOf(TransactionException.class);
          assertThatThrownBy(savepoint::rollback).isInstanceOf(TransactionException.class);
          assertThatThrownBy(savepoint::release).isInstanceOf(TransactionException.class);
          assertThatThrownBy(() -> manager().rollbackTo(savepoint))
              .isInstanceOf(TransactionException.class);
          manager().begin();
          assertThatThrownBy(() -> manager().rollbackTo(savepoint))
              .isInstanceOf(TransactionException.class);
          assertThatThrownBy(() -> manager().release(savepoint))
              .isInstanceOf(TransactionException.class);
          assertThatThrownBy(tx::commit).isInstanceOf(TransactionException.class);
          manager().rollback();
          return true;
        });
    assertThat(tx.isActive() && savepoint.isActive()).isTrue();
    savepoint.rollback();
    tx.commit();
    assertThat(ids()).containsExactly(1);
  }

  @Test
  default void another_thread_never_sees_what_is_not_committed() throws Exception {
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      CountDownLatch asked = new CountDownLatch(1);
      manager().begin();
      insert(1);
      Future<List<Integer>> seen =
          other.submit(
              () -> {
                asked.countDown();
                return ids();
              });
      asked.await();
      insert(2);
      manager().rollback();
      assertThat(seen.get()).isEmpty();
    } finally {
      other.shutdownNow();
    }
  }

  @Test
  default void two_threads_nest_independently() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      CountDownLatch both = new CountDownLatch(2);
      List<Future<Boolean>> results = new ArrayList<>();
      for (int thread = 0; thread < 2; thread++) {
        int base = 100 * (thread + 1);
        results.add(
            threads.submit(
                () -> {
                  manager().begin();
                  both.countDown();
                  both.await();
                  insert(base);
                  assertThat(manager().savepoint()).hasToString("SP_1");
                  for (int i = 1; i <= 10; i++) {
                    manager().begin();
                    insert(base + i);
                    assertThat(manager().level()).isEqualTo(2);
                    if (i % 2 == 0) {
                      manager().rollback();
                    } else {
                      manager().commit();
                    }
                  }
                  manager().commit();
                  return true;
                }));
      }
      for (Future<Boolean> result : results) {
        assertThat(result.get()).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(ids()).hasSize(12).contains(100, 101, 109, 200, 201, 209);
  }

  @Test
  default void a_thousand_tasks_on_ten_threads_finish() throws Exception {
    insert(0);
    ExecutorService threads = Executors.newFixedThreadPool(10);
    try {
      List<Callable<Boolean>> tasks = new ArrayList<>();
      for (int task = 1; task <= 1000; task++) {
        int id = task;
        tasks.add(
            () ->
                backend()
                    .transaction(
                        () -> {
                          insert(id);
                          manager().begin();
                          insert(10_000 + id);
                          manager().rollback();
                          backend().transaction(() -> insert(100_000 + id));
                          return manager().level() == 1;
                        }));
      }
      for (Future<Boolean> result : threads.invokeAll(tasks)) {
        assertThat(result.get()).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(ids()).hasSize(2001);
  }

  private static void onAnotherThread(Callable<Boolean> work)
      throws InterruptedException, ExecutionException {
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      assertThat(other.submit(work).get()).isTrue();
    } finally {
      other.shutdownNow();
    }
  }
}

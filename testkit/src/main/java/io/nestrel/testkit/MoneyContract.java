// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.nestrel.backend.Backend;
import io.nestrel.dialect.Dialect;
import io.nestrel.error.DeadlockException;
import io.nestrel.error.LockTimeoutException;
import io.nestrel.error.SerializationFailureException;
import io.nestrel.transaction.IsolationLevel;
import io.nestrel.transaction.RetryPolicy;
import io.nestrel.transaction.TransactionOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Sixteen threads, of two programs where the database can have two, transfer money between ten
 * accounts at {@link IsolationLevel#SERIALIZABLE}; what is lost to others runs again. At the end
 * every transfer was made exactly once.
 */
public abstract class MoneyContract {
  private static final int THREADS = 16;
  private static final int TRANSFERS = 25;
  private static final int ACCOUNTS = 10;
  private static final long BALANCE = 1000;
  private static final int ATTEMPTS = 100;

  private final List<Backend> programs = new ArrayList<>();
  private final MoneyTable table = new MoneyTable();

  protected MoneyContract() {}

  /** The backends of the programs, all on one empty database. */
  protected abstract List<Backend> open();

  /** What each transfer's transaction is, besides being retried. */
  protected TransactionOptions options() {
    return TransactionOptions.defaults().isolation(IsolationLevel.SERIALIZABLE);
  }

  @BeforeEach
  final void create() {
    programs.addAll(open());
    Backend backend = programs.get(0);
    backend.execute("CREATE TABLE wallets (id INTEGER PRIMARY KEY, balance BIGINT NOT NULL)");
    backend.execute(
        "CREATE TABLE transfers (id INTEGER PRIMARY KEY, source BIGINT NOT NULL, target BIGINT NOT NULL, amount BIGINT NOT NULL)");
    for (int id = 1; id <= ACCOUNTS; id++) {
      Wallet.WALLETS.on(backend).save(new Wallet(id, BALANCE));
    }
  }

  @AfterEach
  final void close() {
    programs.forEach(Backend::close);
  }

  @Test
  final void every_transfer_is_made_exactly_once_and_the_sum_stays() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    table.begin();
    try {
      List<Callable<Boolean>> tasks = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        int number = thread;
        tasks.add(() -> transferAll(number));
      }
      for (Future<Boolean> done : threads.invokeAll(tasks)) {
        assertThat(done.get()).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
    Dialect dialect = programs.get(0).dialect();
    System.out.printf("%s %s, %s: %s%n", dialect.name(), dialect.version(), options(), table);
    assertBooks(programs.get(0));
    assertThat(table.commits()).isEqualTo(table.transfers());
    assertThat(table.rollbacks()).isEqualTo(table.retries());
    assertThat(table.failures()).isEqualTo(table.retries());
  }

  private boolean transferAll(int thread) {
    Backend backend = programs.get(thread % programs.size());
    Random random = new Random(thread);
    for (int i = 0; i < TRANSFERS; i++) {
      int source = random.nextInt(ACCOUNTS);
      int target = (source + 1 + random.nextInt(ACCOUNTS - 1)) % ACCOUNTS;
      transfer(
          backend,
          new Transfer(
              thread * TRANSFERS + i + 1, source + 1, target + 1, 1 + random.nextInt(100)));
    }
    return true;
  }

  private void transfer(Backend backend, Transfer transfer) {
    int[] tries = {0};
    backend.transaction(
        options().retry(RetryPolicy.attempts(ATTEMPTS).when(this::isWorthIt)),
        () -> {
          tries[0]++;
          backend.transactionManager().afterRollback(table::rolledBack);
          backend.transactionManager().afterCommit(table::committed);
          var wallets = Wallet.WALLETS.on(backend);
          Wallet source = wallets.get(transfer.source());
          Wallet target = wallets.get(transfer.target());
          source.add(-transfer.amount()).save();
          target.add(transfer.amount()).save();
          assertThat(transfer.isNew()).isTrue();
          Transfer.TRANSFERS.on(backend).save(transfer);
        });
    assertThat(transfer.isPersisted()).as("transfer %d", transfer.id()).isTrue();
    table.made(tries[0]);
  }

  /** The policy's own condition, counted. */
  private boolean isWorthIt(Throwable failure) {
    table.failed(failure);
    return failure instanceof DeadlockException
        || failure instanceof SerializationFailureException
        || failure instanceof LockTimeoutException;
  }

  private void assertBooks(Backend backend) {
    assertThat(table.transfers()).isEqualTo(THREADS * TRANSFERS);
    assertThat(Transfer.TRANSFERS.on(backend).count()).isEqualTo(THREADS * TRANSFERS);
    assertThat(backend.query("SELECT SUM(balance) FROM wallets", Long.class))
        .containsExactly(ACCOUNTS * BALANCE);
    for (Wallet wallet : Wallet.WALLETS.on(backend).query().list()) {
      assertThat(wallet.balance())
          .as("account %d", wallet.id())
          .isEqualTo(
              BALANCE + sum(backend, "target", wallet.id()) - sum(backend, "source", wallet.id()));
    }
  }

  private static long sum(Backend backend, String side, long account) {
    return backend
        .query(
            "SELECT COALESCE(SUM(amount), 0) FROM transfers WHERE %s = ?".formatted(side),
            Long.class,
            account)
        .get(0);
  }
}

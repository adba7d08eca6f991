// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples.transactions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.backend.Backend;
import io.nestrel.error.CheckViolationException;
import io.nestrel.error.StaleRecordException;
import io.nestrel.error.TransactionException;
import io.nestrel.error.UnexpectedRollbackException;
import io.nestrel.examples.ExampleDatabase;
import io.nestrel.examples.GuideText;
import io.nestrel.examples.OnEveryDatabase;
import io.nestrel.examples.TestedDatabase;
import io.nestrel.transaction.RetryPolicy;
import io.nestrel.transaction.TransactionOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/transactions.md shows does what its text says. */
@OnEveryDatabase
class TransactionsGuideTest {
  private final ExampleDatabase database;
  private final Backend backend;
  private final TransactionsGuide guide;
  private final Outbox outbox = new Outbox();
  private final Account alice = new Account("Alice", 100);
  private final Account bob = new Account("Bob", 50);

  TransactionsGuideTest(TestedDatabase tested, @TempDir Path folder) {
    database = ExampleDatabase.open(tested.newUrl(folder));
    backend = database.backend();
    guide = new TransactionsGuide(backend);
  }

  @BeforeEach
  void fillTables() {
    database.createTables(TransactionsGuide.class);
    alice.save();
    bob.save();
  }

  @AfterEach
  void close() {
    database.close();
  }

  /** In memory and in the table. */
  private static void assertBalance(Account account, long balance) {
    assertThat(account.balance()).isEqualTo(balance);
    assertThat(account.isChanged()).isFalse();
    assertThat(Account.accounts.get(account.id()).balance()).isEqualTo(balance);
  }

  private void rollBackAround(Runnable work) {
    backend.beginTransaction();
    work.run();
    backend.rollbackTransaction();
  }

  @Test
  void both_styles_transfer_all_or_nothing() {
    guide.transfer(alice, bob, 20);
    guide.transferByHand(alice, bob, 20);
    assertBalance(alice, 60);
    assertBalance(bob, 90);
    assertThatThrownBy(() -> guide.transfer(bob, alice, 91))
        .isInstanceOf(CheckViolationException.class);
    assertThatThrownBy(() -> guide.transferByHand(bob, alice, 91))
        .isInstanceOf(CheckViolationException.class);
    assertBalance(alice, 60);
    assertBalance(bob, 90);
    assertThat(backend.inTransaction()).isFalse();
  }

  @Test
  void a_nested_scope_that_fails_is_rolled_back_alone() {
    assertThat(guide.openAccounts(List.of("Carol", "Alice", "Dave"))).containsExactly("Alice");
    assertThat(Account.accounts.query().orderBy("owner").list())
        .extracting(Account::owner)
        .containsExactly("Alice", "Bob", "Carol", "Dave");
  }

  @Test
  void a_savepoint_is_rolled_back_to_again_and_again() {
    assertThat(guide.buy(alice, List.of(500L, 300L, 70L))).isEqualTo(70);
    assertBalance(alice, 35);
    assertThat(alice.version()).isEqualTo(3);
    assertThat(guide.buy(bob, List.of(500L, 300L))).isZero();
    assertBalance(bob, 55);
  }

  @Test
  void a_serializable_transaction_with_a_time_limit_withdraws() {
    IsolationGuide.withdraw(backend, alice.id(), 30);
    assertThat(Account.accounts.get(alice.id()).balance()).isEqualTo(70);
  }

  @Test
  void a_report_only_reads() {
    assertThat(guide.totalForReport()).isEqualTo(150);
    TransactionOptions reading = TransactionOptions.defaults().readOnly(true);
    assertThatThrownBy(() -> backend.transaction(reading, () -> alice.deposit(1).save()))
        .isInstanceOf(TransactionException.class)
        .hasMessageContaining("read-only");
    assertBalance(alice, 100);
  }

  @Test
  void a_joined_scope_that_fails_takes_the_one_around_it_along() {
    assertThatThrownBy(() -> guide.failJoined(alice))
        .isInstanceOf(UnexpectedRollbackException.class)
        .cause()
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no");
    assertBalance(alice, 100);
  }

  @Test
  void hooks_run_when_the_outermost_scope_has_ended() {
    backend.transaction(
        () -> {
          guide.deposit(alice, 5, outbox);
          assertThat(outbox.sent()).isEmpty();
        });
    rollBackAround(() -> guide.deposit(alice, 7, outbox));
    assertThat(outbox.sent()).containsExactly("5 deposited", "Nothing deposited");
    assertBalance(alice, 105);
  }

  @Test
  void a_record_is_told_how_its_saves_have_turned_out() {
    Invoice invoice = new Invoice("Alice", outbox);
    rollBackAround(invoice::save);
    backend.transaction(
        () -> {
          invoice.save();
          assertThat(outbox.sent()).containsExactly("No invoice for Alice");
        });
    assertThat(outbox.sent()).containsExactly("No invoice for Alice", "Invoice for Alice");
    new Invoice("Bob", outbox).save(); // outside, where it is a transaction of its own
    assertThat(outbox.sent()).hasSize(3).endsWith("Invoice for Bob");
    assertThat(Invoice.invoices.count()).isEqualTo(2);
  }

  @Test
  void transfers_of_two_threads_in_opposite_directions_are_done_once_each() throws Exception {
    int each = 3; // so often a transaction can lose to the other thread, and there are 5 attempts
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Future<?> there = threads.submit(() -> transfer(each, alice, bob));
      Future<?> back = threads.submit(() -> transfer(each, bob, alice));
      there.get();
      back.get();
    } finally {
      threads.shutdown();
    }
    assertThat(outbox.sent()).hasSize(2 * each).containsOnly("10 paid");
    assertThat(Account.accounts.get(alice.id()).balance()).isEqualTo(100);
    assertThat(Account.accounts.get(bob.id()).balance()).isEqualTo(50);
  }

  private void transfer(int times, Account from, Account to) {
    for (int i = 0; i < times; i++) {
      guide.transferAgainAndAgain(from.id(), to.id(), 10, outbox);
    }
  }

  @Test
  void a_stale_record_is_worth_another_attempt_only_if_the_policy_says_so() {
    assertThat(attemptsWithStaleRecord(TransactionsGuide.ofStaleRecords())).isEqualTo(2);
    assertThat(Account.accounts.get(alice.id()).balance()).isEqualTo(101);
    assertThatThrownBy(() -> attemptsWithStaleRecord(RetryPolicy.attempts(3)))
        .isInstanceOf(StaleRecordException.class)
        .hasNoSuppressedExceptions();
  }

  private int attemptsWithStaleRecord(RetryPolicy policy) {
    AtomicInteger attempts = new AtomicInteger();
    backend.transaction(
        TransactionOptions.defaults().retry(policy),
        () -> {
          Account account = Account.accounts.get(alice.id());
          if (attempts.incrementAndGet() == 1) {
            backend.execute("UPDATE accounts SET version = version + 1 WHERE id = ?", alice.id());
          }
          account.deposit(1).save();
        });
    return attempts.get();
  }

  @Test
  void what_another_backend_has_committed_stays() {
    try (Backend archive = Backend.open(ExampleDatabase.IN_MEMORY)) {
      archive.execute("CREATE TABLE deposits (amount INTEGER NOT NULL)");
      rollBackAround(() -> guide.depositAndArchive(alice, 30, archive));
      assertThat(archive.query("SELECT amount FROM deposits", Long.class)).containsExactly(30L);
    }
    assertBalance(alice, 100);
  }

  @Test
  void a_transaction_is_described_as_the_guide_shows() throws Exception {
    assertThat(withoutTimes(guide.describedInside(alice)))
        .isEqualTo(withoutTimes(GuideText.blocks("transactions.md", "text").get(0)));
  }

  private static String withoutTimes(String description) {
    return description
        .replaceAll("\\d+\\.\\d+ ms", "T")
        .replaceAll("thread \"[^\"]*\"", "thread")
        .strip();
  }
}

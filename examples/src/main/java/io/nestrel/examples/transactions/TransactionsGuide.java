// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples.transactions;

import io.nestrel.backend.Backend;
import io.nestrel.error.CheckViolationException;
import io.nestrel.error.StaleRecordException;
import io.nestrel.error.UniqueViolationException;
import io.nestrel.transaction.IsolationLevel;
import io.nestrel.transaction.Propagation;
import io.nestrel.transaction.RetryPolicy;
import io.nestrel.transaction.Savepoint;
import io.nestrel.transaction.Transaction;
import io.nestrel.transaction.TransactionManager;
import io.nestrel.transaction.TransactionOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What docs/transactions.md shows, between the tags, and speaks of. */
final class TransactionsGuide {
  private final Backend backend;
  private final TransactionManager manager;

  TransactionsGuide(Backend backend) {
    this.backend = backend;
    this.manager = backend.transactionManager();
  }

  void transfer(Account from, Account to, long amount) {
    // tag::work[]
    backend.transaction(
        () -> {
          from.withdraw(amount).save();
          to.deposit(amount).save();
        });
    // end::work[]
  }

  void transferByHand(Account from, Account to, long amount) {
    // tag::by-hand[]
    try (Transaction tx = backend.beginTransaction()) {
      from.withdraw(amount).save();
      to.deposit(amount).save();
      tx.commit();
    } // rolled back here unless it was committed
    // end::by-hand[]
  }

  /** Opens an account for each owner; gives those who had one. */
  List<String> openAccounts(List<String> owners) {
    // tag::nested[]
    List<String> refused = new ArrayList<>();
    backend.transaction(
        () -> {
          for (String owner : owners) {
            try {
              backend.transaction(() -> new Account(owner, 10).save());
            } catch (UniqueViolationException e) {
              refused.add(owner); // this one is rolled back, the others stay
            }
          }
        });
    // end::nested[]
    return refused;
  }

  /** Buys for the first price that the account can pay; gives 0 if there is none. */
  long buy(Account account, List<Long> prices) {
    // tag::savepoint[]
    return backend.transaction(
        () -> {
          account.deposit(5).save();
          Savepoint beforePurchase = manager.savepoint("before purchase");
          for (long price : prices) {
            try {
              account.withdraw(price).save();
              return price;
            } catch (CheckViolationException e) {
              beforePurchase.rollback(); // row and object are back; it can be used again
            }
          }
          return 0L;
        });
    // end::savepoint[]
  }

  long totalForReport() {
    // tag::options[]
    TransactionOptions report =
        TransactionOptions.defaults()
            .name("report")
            .isolation(IsolationLevel.REPEATABLE_READ)
            .readOnly(true)
            .timeout(Duration.ofSeconds(30));
    return backend.transaction(
        report, () -> Account.accounts.all().stream().mapToLong(Account::balance).sum());
    // end::options[]
  }

  void failJoined(Account account) {
    TransactionOptions join = TransactionOptions.defaults().propagation(Propagation.REQUIRED);
    backend.transaction(
        () -> {
          account.deposit(1).save();
          try {
            backend.transaction(
                join,
                () -> {
                  throw new IllegalStateException("no");
                });
          } catch (IllegalStateException e) {
            // too late: what has joined cannot be undone alone
          }
        }); // UnexpectedRollbackException, whose cause is the "no"
  }

  void deposit(Account account, long amount, Outbox outbox) {
    // tag::hooks[]
    backend.transaction(
        () -> {
          account.deposit(amount).save();
          manager.afterCommit(() -> outbox.send("%d deposited".formatted(amount)));
          manager.afterRollback(() -> outbox.send("Nothing deposited"));
        });
    // end::hooks[]
  }

  void transferAgainAndAgain(long from, long to, long amount, Outbox outbox) {
    // tag::retry[]
    TransactionOptions options =
        TransactionOptions.defaults().isolation(IsolationLevel.SERIALIZABLE).retry(5);
    backend.transaction(
        options,
        () -> {
          Account payer = Account.accounts.get(from); // read anew in each attempt
          Account payee = Account.accounts.get(to);
          payer.withdraw(amount).save();
          payee.deposit(amount).save();
          manager.afterCommit(() -> outbox.send("%d paid".formatted(amount))); // once
        });
    // end::retry[]
  }

  static RetryPolicy ofStaleRecords() {
    return RetryPolicy.attempts(3)
        .waits(Duration.ofMillis(5), Duration.ofMillis(200))
        .when(failure -> failure instanceof StaleRecordException);
  }

  void depositAndArchive(Account account, long amount, Backend archive) {
    backend.transaction(
        () -> {
          account.deposit(amount).save();
          archive.transaction( // another database: neither nested nor joined
              () -> archive.execute("INSERT INTO deposits (amount) VALUES (?)", amount));
          account.deposit(1).save(); // if this fails, the archive keeps its row
        });
  }

  String describedInside(Account account) {
    return backend.transaction(
        TransactionOptions.defaults().name("order"),
        () -> {
          account.deposit(1).save();
          manager.savepoint("after deposit");
          return backend.transaction(
              () -> {
                account.deposit(2).save();
                return manager.describe();
              });
        });
  }
}

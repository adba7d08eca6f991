// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples.prices;

import static io.nestrel.examples.prices.Price.prices;

import io.nestrel.backend.Backend;
import io.nestrel.error.CheckViolationException;
import io.nestrel.error.InvalidSavepointException;
import io.nestrel.transaction.Savepoint;
import io.nestrel.transaction.Transaction;
import io.nestrel.transaction.TransactionManager;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Four exercises on the prices that {@link Walk} leaves. */
final class Exercises {
  private final Backend backend;
  private final TransactionManager transactions;

  Exercises(Backend backend) {
    this.backend = backend;
    this.transactions = backend.transactionManager();
  }

  /** Three updates with a savepoint after each, then back to the middle one. */
  Price backToTheMiddle() {
    return backend.transaction(
        () -> {
          for (String amount : List.of("3.30", "3.40", "3.50")) {
            Price.of("tea").to(amount).save();
            transactions.savepoint("tea at " + amount);
          }
          transactions.rollbackTo("tea at 3.40");
          return Price.of("tea");
        });
  }

  /** A value that the table refuses, and another one instead. */
  Price recover() {
    return backend.transaction(
        () -> {
          Savepoint before = transactions.savepoint();
          try {
            Price.of("bread").to("-2.10").save();
          } catch (CheckViolationException e) {
            before.rollback();
            Price.of("bread").to("2.10").save();
          }
          return Price.of("bread");
        });
  }

  /**
   * Raises the prices of two categories and keeps one of them. Of two nested scopes, one after the
   * other, either can be undone; rolling back to the first of two savepoints would undo both.
   */
  List<Price> undoOneCategory(String undone) {
    return backend.transaction(
        () -> {
          for (String category : List.of("drinks", "food")) {
            try (Transaction scope = backend.beginTransaction()) {
              for (Price price : prices.where("category = ?", category).list()) {
                price.raise("0.05").save();
              }
              if (!category.equals(undone)) {
                scope.commit();
              }
            }
          }
          return prices.query().orderBy("id").list();
        });
  }

  /** What {@link #release} saw, in this order. */
  record Released(boolean refusedToGoBack, Price elsewhere, Price here, Price afterCommit) {}

  /** Once released there is no way back; others see the change only after the commit. */
  Released release() {
    try (Transaction transaction = backend.beginTransaction()) {
      Savepoint before = transactions.savepoint("before");
      Price.of("cocoa").to("4.80").save();
      before.release();
      boolean refused = false;
      try {
        before.rollback();
      } catch (InvalidSavepointException e) {
        refused = true;
      }
      Price elsewhere = CompletableFuture.supplyAsync(() -> Price.of("cocoa")).join();
      Price here = Price.of("cocoa");
      transaction.commit();
      return new Released(refused, elsewhere, here, Price.of("cocoa"));
    }
  }
}

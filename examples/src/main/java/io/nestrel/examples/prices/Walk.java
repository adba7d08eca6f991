// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples.prices;

import io.nestrel.backend.Backend;
import io.nestrel.error.UniqueViolationException;
import io.nestrel.transaction.Savepoint;
import io.nestrel.transaction.TransactionManager;

/** The classic walk: savepoint, rollback to it, release, and insert, else update. */
final class Walk {
  private final Backend backend;
  private final TransactionManager transactions;

  Walk(Backend backend) {
    this.backend = backend;
    this.transactions = backend.transactionManager();
  }

  /** Leaves tea, cocoa and bread, but no coffee. */
  void run() {
    backend.transaction(
        () -> {
          new Price("tea", "drinks", "3.00").save();
          Savepoint afterTea = transactions.savepoint("after tea");

          new Price("coffee", "drinks", "4.00").save();
          afterTea.rollback(); // the coffee is gone, the tea and the savepoint are there

          new Price("cocoa", "drinks", "4.50").save();
          afterTea.release(); // the cocoa stays; the savepoint is gone

          insertElseUpdate("bread", "food", "2.00"); // inserts
          insertElseUpdate("tea", "drinks", "3.20"); // updates
        });
  }

  private void insertElseUpdate(String product, String category, String amount) {
    Savepoint beforeInsert = transactions.savepoint("before insert");
    try {
      new Price(product, category, amount).save();
    } catch (UniqueViolationException e) {
      beforeInsert.rollback();
      Price.of(product).to(amount).save();
    }
    beforeInsert.release();
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples.stock;

import static io.nestrel.examples.ExampleDatabase.IN_MEMORY;
import static io.nestrel.examples.stock.AuditEntry.audit;
import static io.nestrel.examples.stock.AuditEntry.log;
import static io.nestrel.examples.stock.Product.products;

import io.nestrel.backend.Backend;
import io.nestrel.error.CheckViolationException;
import io.nestrel.error.RecordNotFoundException;
import io.nestrel.examples.ExampleDatabase;
import java.util.List;

/** Applies a list of changes to the stock; one that fails is logged, and the rest goes on. */
public final class StockRun {
  /** How many more, or with a minus fewer, there are of a product. */
  record Change(String sku, int quantity) {}

  record Result(int applied, int failed) {}

  private StockRun() {}

  public static void main(String[] args) {
    try (ExampleDatabase database = ExampleDatabase.open(IN_MEMORY, args)) {
      database.createTables(StockRun.class);
      new Product("lamp", 5).save();
      new Product("chair", 2).save();
      new Product("table", 1).save();
      List<Change> changes =
          List.of(
              new Change("lamp", 10),
              new Change("sofa", 1),
              new Change("chair", -3),
              new Change("table", -1));
      Result result = run(database.backend(), changes);
      audit.query().orderBy("id").list().forEach(entry -> System.out.println(entry.message()));
      System.out.printf("%d applied, %d failed%n", result.applied(), result.failed());
    }
  }

  /** Applies the changes in one transaction, each product in its own nested scope. */
  static Result run(Backend backend, List<Change> changes) {
    return backend.transaction(
        () -> {
          log("Run started");
          fillTemporaryTable(backend, changes);
          int failed = 0;
          for (Change change :
              backend.query("SELECT sku, quantity FROM stock_changes ORDER BY sku", Change.class)) {
            try {
              backend.transaction(() -> apply(change));
            } catch (RecordNotFoundException e) {
              log("%s: no such product".formatted(change.sku()));
              failed++;
            } catch (CheckViolationException e) {
              log("%s: not enough for %+d".formatted(change.sku(), change.quantity()));
              failed++;
            }
          }
          log("Run completed");
          return new Result(changes.size() - failed, failed);
        });
  }

  /** The entry in the audit goes with the scope if the update meets no row or is refused. */
  private static void apply(Change change) {
    log("%s: %+d".formatted(change.sku(), change.quantity()));
    int rows =
        products.where("sku = ?", change.sku()).update("stock = stock + ?", change.quantity());
    if (rows == 0) {
      throw new RecordNotFoundException("No product " + change.sku());
    }
  }

  /** The table belongs to the connection, which may have been used for a run before. */
  private static void fillTemporaryTable(Backend backend, List<Change> changes) {
    backend.execute(
        "CREATE TEMPORARY TABLE IF NOT EXISTS stock_changes (sku VARCHAR(40), quantity INTEGER)");
    backend.execute("DELETE FROM stock_changes");
    for (Change change : changes) {
      backend.execute(
          "INSERT INTO stock_changes (sku, quantity) VALUES (?, ?)",
          change.sku(),
          change.quantity());
    }
  }
}

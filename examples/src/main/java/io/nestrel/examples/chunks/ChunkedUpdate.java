// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples.chunks;

import static io.nestrel.examples.ExampleDatabase.IN_MEMORY;
import static io.nestrel.examples.chunks.Invoice.invoices;

import io.nestrel.backend.Backend;
import io.nestrel.examples.ExampleDatabase;
import io.nestrel.transaction.Savepoint;
import io.nestrel.transaction.TransactionManager;
import java.util.ArrayList;
import java.util.List;

/** Archives the paid ones of a hundred thousand invoices, a thousand at a time. */
public final class ChunkedUpdate {
  private static final int ROWS = 100_000;
  private static final int FIRST_ROWS = 1_000;
  private static final int CHUNK = 1_000;
  private static final int SAVEPOINTS = 1_000;

  /** What was changed, and a notice for each chunk in which that was little. */
  record Result(int chunks, int changed, List<String> notices) {}

  private ChunkedUpdate() {}

  public static void main(String[] args) {
    try (ExampleDatabase database = ExampleDatabase.open(IN_MEMORY, args)) {
      database.createTables(ChunkedUpdate.class);
      Backend backend = database.backend();
      fill(backend, ROWS);
      Result result = run(backend, ROWS, CHUNK);
      result.notices().forEach(System.out::println);
      System.out.printf(
          "%d chunks, %d of %d invoices archived%n", result.chunks(), result.changed(), ROWS);
      SavepointCost cost = SavepointCost.of(backend, SAVEPOINTS);
      System.out.printf(
          "%d updates in one transaction: %d ms, with a savepoint for each: %d ms%n",
          SAVEPOINTS, cost.without().toMillis(), cost.with().toMillis());
    }
  }

  /** Goes through the table in one transaction, with a savepoint for each chunk. */
  static Result run(Backend backend, int rows, int size) {
    TransactionManager transactions = backend.transactionManager();
    return backend.transaction(
        () -> {
          int changed = 0;
          List<String> notices = new ArrayList<>();
          for (int first = 1; first <= rows; first += size) {
            int last = first + size - 1;
            Savepoint chunk = transactions.savepoint();
            int inChunk =
                invoices
                    .where("id BETWEEN ? AND ?", first, last)
                    .where("paid = ? AND archived = ?", true, false)
                    .update("archived = ?", true);
            chunk.release();
            if (inChunk < size / 10) {
              notices.add("Only %d archived of %d to %d".formatted(inChunk, first, last));
            }
            changed += inChunk;
          }
          return new Result((rows + size - 1) / size, changed, List.copyOf(notices));
        });
  }

  /**
   * Fills the empty table. Of the invoices from 40001 to 41000 only every fiftieth is paid, of the
   * others nine in ten.
   */
  static void fill(Backend backend, int rows) {
    backend.transaction(
        () -> {
          for (int id = 1; id <= Math.min(rows, FIRST_ROWS); id++) {
            new Invoice(id, id % 10 != 0).save();
          }
          for (int filled = FIRST_ROWS; filled < rows; filled *= 2) {
            backend.execute(
                "INSERT INTO invoices (id, paid, archived)"
                    + " SELECT id + ?, paid, archived FROM invoices WHERE id <= ?",
                filled,
                rows - filled);
          }
          invoices.where("id BETWEEN 40001 AND 41000 AND id % 50 <> 0").update("paid = ?", false);
          invoices.where("id BETWEEN 40001 AND 41000 AND id % 50 = 0").update("paid = ?", true);
        });
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples.records;

import static io.nestrel.examples.ExampleDatabase.IN_MEMORY;
import static io.nestrel.examples.records.ImportRow.Status.PENDING;
import static io.nestrel.examples.records.ImportRow.rows;

import io.nestrel.backend.Backend;
import io.nestrel.backend.ForEachFailure;
import io.nestrel.backend.ForEachOptions;
import io.nestrel.backend.ForEachResult;
import io.nestrel.error.UniqueViolationException;
import io.nestrel.error.ValidationException;
import io.nestrel.examples.ExampleDatabase;
import java.util.List;

/** Makes customers of the rows that came in; bad ones are marked with their error. */
public final class RecordImport {
  private RecordImport() {}

  public static void main(String[] args) {
    try (ExampleDatabase database = ExampleDatabase.open(IN_MEMORY, args)) {
      database.createTables(RecordImport.class);
      rows.saveAll(
          List.of(
              new ImportRow("alice@example.com", "Alice"),
              new ImportRow("bob(at)example.com", "Bob"),
              new ImportRow("carol@example.com", "Carol"),
              new ImportRow("alice@example.com", "Alice again")));
      ImportSummary summary = run(database.backend());
      for (ImportRow row : rows.query().orderBy("id").list()) {
        String error = row.error();
        System.out.printf(
            "%-8s %s%s%n", row.status(), row.name(), error == null ? "" : ": " + error);
      }
      System.out.printf("%d imported, %d failed%n", summary.imported(), summary.failed());
    }
  }

  /**
   * Imports the pending rows, each in its own nested scope, and commits every fifty. Each row says
   * itself what became of it, so that after a crash the next run goes on with the rest.
   */
  static ImportSummary run(Backend backend) {
    ForEachResult<ImportRow> result =
        backend.forEach(
            rows.where("status = ?", PENDING).orderBy("id").list(),
            ForEachOptions.defaults()
                .commitEvery(50)
                .continueIf(
                    e -> e instanceof ValidationException || e instanceof UniqueViolationException),
            row -> {
              new Customer(row).save();
              row.imported().save();
            },
            failure -> failure.item().failed(reason(failure)).save());
    return new ImportSummary(result).save();
  }

  private static String reason(ForEachFailure<ImportRow> failure) {
    return failure.exception() instanceof UniqueViolationException
        ? "Duplicate e-mail: " + failure.item().email()
        : String.valueOf(failure.exception().getMessage());
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples.records;

import static io.nestrel.examples.ExampleDatabase.IN_MEMORY;
import static io.nestrel.examples.records.ImportRow.Status.PENDING;
import static io.nestrel.examples.records.ImportRow.rows;

import io.nestrel.backend.Backend;
import io.nestrel.error.UniqueViolationException;
import io.nestrel.error.ValidationException;
import io.nestrel.examples.ExampleDatabase;

/** Makes customers of the rows that came in; bad ones are marked with their error. */
public final class RecordImport {
  private RecordImport() {}

  public static void main(String[] args) {
    try (ExampleDatabase database = ExampleDatabase.open(IN_MEMORY, args)) {
      database.createTables(RecordImport.class);
      new ImportRow("alice@example.com", "Alice").save();
      new ImportRow("bob(at)example.com", "Bob").save();
      new ImportRow("carol@example.com", "Carol").save();
      new ImportRow("alice@example.com", "Alice again").save();
      ImportSummary summary = run(database.backend());
      for (ImportRow row : rows.query().orderBy("id").list()) {
        String error = row.error();
        System.out.printf(
            "%-8s %s%s%n", row.status(), row.name(), error == null ? "" : ": " + error);
      }
      System.out.printf("%d imported, %d failed%n", summary.imported(), summary.failed());
    }
  }

  /** Imports the pending rows in one transaction, each in its own nested scope. */
  static ImportSummary run(Backend backend) {
    return backend.transaction(
        () -> {
          ImportSummary summary = new ImportSummary();
          for (ImportRow row : rows.where("status = ?", PENDING).orderBy("id").list()) {
            try {
              backend.transaction(() -> new Customer(row).save());
              row.imported().save();
              summary.countImported();
            } catch (ValidationException e) {
              row.failed(e.getMessage()).save();
              summary.countFailed();
            } catch (UniqueViolationException e) {
              row.failed("Duplicate e-mail: " + row.email()).save();
              summary.countFailed();
            }
          }
          return summary.save();
        });
  }
}

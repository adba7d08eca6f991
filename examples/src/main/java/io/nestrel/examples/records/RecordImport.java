// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples.records;

import static io.nestrel.examples.records.ImportRow.Status.PENDING;
import static io.nestrel.examples.records.ImportRow.rows;

import io.nestrel.backend.Backend;
import io.nestrel.error.UniqueViolationException;
import io.nestrel.error.ValidationException;
import io.nestrel.examples.ExampleDatabase;
import java.util.List;

/** Makes customers of the rows that came in; bad ones are marked with their error. */
public final class RecordImport {
  private static final List<String> TABLES =
      List.of(
          "import_rows (id INTEGER PRIMARY KEY, email TEXT NOT NULL, name TEXT NOT NULL,"
              + " status TEXT NOT NULL, error TEXT)",
          "customers (id INTEGER PRIMARY KEY, email TEXT NOT NULL UNIQUE, name TEXT NOT NULL)",
          "import_summaries (id INTEGER PRIMARY KEY, completed_at TEXT NOT NULL,"
              + " imported INTEGER NOT NULL, failed INTEGER NOT NULL)");

  private RecordImport() {}

  public static void main(String[] args) {
    try (Backend backend = ExampleDatabase.open(args)) {
      createTables(backend);
      new ImportRow("alice@example.com", "Alice").save();
      new ImportRow("bob(at)example.com", "Bob").save();
      new ImportRow("carol@example.com", "Carol").save();
      new ImportRow("alice@example.com", "Alice again").save();
      ImportSummary summary = run(backend);
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

  static void createTables(Backend backend) {
    Backend.setDefault(backend);
    for (String table : TABLES) {
      backend.execute("DROP TABLE IF EXISTS " + table.substring(0, table.indexOf(' ')));
      backend.execute("CREATE TABLE " + table);
    }
  }
}

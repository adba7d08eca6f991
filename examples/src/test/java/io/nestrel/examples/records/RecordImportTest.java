// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.nestrel.backend.Backend;
import io.nestrel.examples.ExampleDatabase;
import io.nestrel.examples.OnEveryDatabase;
import io.nestrel.examples.TestedDatabase;
import io.nestrel.examples.records.ImportRow.Status;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@OnEveryDatabase
class RecordImportTest {
  private final ExampleDatabase database;
  private final Backend backend;

  RecordImportTest(TestedDatabase tested, @TempDir Path folder) {
    database = ExampleDatabase.open(tested.newUrl(folder));
    backend = database.backend();
  }

  @BeforeEach
  void fillTables() {
    database.createTables(RecordImport.class);
    new ImportRow("alice@example.com", "Alice").save();
    new ImportRow("bob", "Bob").save();
    new ImportRow("alice@example.com", "Alice again").save();
    new ImportRow("carol@example.com", "Carol").save();
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void goodRowsBecomeCustomers() {
    RecordImport.run(backend);
    assertThat(Customer.customers.query().orderBy("id").list())
        .extracting(Customer::name, Customer::email)
        .containsExactly(tuple("Alice", "alice@example.com"), tuple("Carol", "carol@example.com"));
  }

  @Test
  void badRowsAreMarkedWithTheirError() {
    RecordImport.run(backend);
    assertThat(ImportRow.rows.query().orderBy("id").list())
        .extracting(ImportRow::status, ImportRow::error)
        .containsExactly(
            tuple(Status.IMPORTED, null),
            tuple(Status.FAILED, "Invalid e-mail: bob"),
            tuple(Status.FAILED, "Duplicate e-mail: alice@example.com"),
            tuple(Status.IMPORTED, null));
  }

  @Test
  void theSummaryIsARowWithTheCounts() {
    RecordImport.run(backend);
    ImportSummary summary = ImportSummary.summaries.query().one();
    assertThat(summary.imported()).isEqualTo(2);
    assertThat(summary.failed()).isEqualTo(2);
    assertThat(summary.completedAt()).isNotNull();
  }

  @Test
  void aSecondRunFindsNothingPending() {
    RecordImport.run(backend);
    ImportSummary second = RecordImport.run(backend);
    assertThat(second.imported() + second.failed()).isZero();
    assertThat(Customer.customers.count()).isEqualTo(2);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples.chunks;

import static io.nestrel.examples.chunks.Invoice.invoices;
import static org.assertj.core.api.Assertions.assertThat;

import io.nestrel.backend.Backend;
import io.nestrel.examples.ExampleDatabase;
import io.nestrel.examples.OnEveryDatabase;
import io.nestrel.examples.TestedDatabase;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@OnEveryDatabase
class ChunkedUpdateTest {
  private final ExampleDatabase database;
  private final Backend backend;

  ChunkedUpdateTest(TestedDatabase tested, @TempDir Path folder) {
    database = ExampleDatabase.open(tested.newUrl(folder));
    backend = database.backend();
  }

  private void fill(int rows) {
    database.createTables(ChunkedUpdate.class);
    ChunkedUpdate.fill(backend, rows);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void aHundredThousandRowsInChunksOfAThousand() {
    fill(100_000);
    ChunkedUpdate.Result result = ChunkedUpdate.run(backend, 100_000, 1_000);
    assertThat(result.chunks()).isEqualTo(100);
    assertThat(result.changed()).isEqualTo(99 * 900 + 20);
    assertThat(result.notices()).containsExactly("Only 20 archived of 40001 to 41000");
    assertThat(invoices.where("archived = ?", true).count()).isEqualTo(result.changed());
    assertThat(invoices.where("archived = ? AND paid = ?", true, false).exists()).isFalse();
  }

  @Test
  void theLastChunkMayBeShorter() {
    fill(25);
    ChunkedUpdate.Result result = ChunkedUpdate.run(backend, 25, 10);
    assertThat(result.chunks()).isEqualTo(3);
    assertThat(result.changed()).isEqualTo(23);
    assertThat(result.notices()).isEmpty();
  }

  @Test
  void theCostIsThatOfUpdatesThatHappened() {
    fill(100);
    SavepointCost cost = SavepointCost.of(backend, 100);
    assertThat(cost.with()).isGreaterThan(Duration.ZERO);
    assertThat(invoices.where("paid = ?", true).count()).isEqualTo(100);
    assertThat(backend.inTransaction()).isFalse();
  }
}

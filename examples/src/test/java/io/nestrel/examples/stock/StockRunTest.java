// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples.stock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.nestrel.backend.Backend;
import io.nestrel.examples.ExampleDatabase;
import io.nestrel.examples.OnEveryDatabase;
import io.nestrel.examples.TestedDatabase;
import io.nestrel.examples.stock.StockRun.Change;
import io.nestrel.examples.stock.StockRun.Result;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@OnEveryDatabase
class StockRunTest {
  private static final List<Change> CHANGES =
      List.of(new Change("sofa", 1), new Change("lamp", 10), new Change("chair", -3));

  private final ExampleDatabase database;
  private final Backend backend;

  StockRunTest(TestedDatabase tested, @TempDir Path folder) {
    database = ExampleDatabase.open(tested.newUrl(folder));
    backend = database.backend();
  }

  @BeforeEach
  void fillTables() {
    database.createTables(StockRun.class);
    new Product("lamp", 5).save();
    new Product("chair", 2).save();
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void whatFailsIsLoggedAndTheRestGoesOn() {
    assertThat(StockRun.run(backend, CHANGES)).isEqualTo(new Result(1, 2));
    assertThat(Product.products.query().orderBy("sku").list())
        .extracting(Product::sku, Product::stock)
        .containsExactly(tuple("chair", 2), tuple("lamp", 15));
    assertThat(AuditEntry.audit.query().orderBy("id").list())
        .extracting(AuditEntry::message)
        .containsExactly(
            "Run started",
            "chair: not enough for -3",
            "lamp: +10",
            "sofa: no such product",
            "Run completed");
  }

  @Test
  void aSecondRunHasATemporaryTableOfItsOwn() {
    StockRun.run(backend, CHANGES);
    assertThat(StockRun.run(backend, List.of(new Change("lamp", -1)))).isEqualTo(new Result(1, 0));
    assertThat(Product.products.where("sku = ?", "lamp").one().stock()).isEqualTo(14);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples.prices;

import static org.assertj.core.api.Assertions.assertThat;

import io.nestrel.backend.Backend;
import io.nestrel.examples.ExampleDatabase;
import io.nestrel.examples.OnEveryDatabase;
import io.nestrel.examples.TestedDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@OnEveryDatabase
class PricesTest {
  private final ExampleDatabase database;
  private final Backend backend;

  PricesTest(TestedDatabase tested, @TempDir Path folder) {
    database = ExampleDatabase.open(tested.newUrl(folder));
    backend = database.backend();
  }

  @BeforeEach
  void createTable() {
    database.createTables(Prices.class);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void eachStepLeavesWhatItSays() {
    Prices.Result result = Prices.run(backend);
    assertThat(result.walk())
        .extracting(Price::toString)
        .containsExactly("tea 3.20", "cocoa 4.50", "bread 2.00");
    assertThat(result.middle()).hasToString("tea 3.40");
    assertThat(result.recovered()).hasToString("bread 2.10");
    assertThat(result.withoutDrinks())
        .extracting(Price::toString)
        .containsExactly("tea 3.40", "cocoa 4.50", "bread 2.15");
    assertThat(result.withoutFood())
        .extracting(Price::toString)
        .containsExactly("tea 3.45", "cocoa 4.55", "bread 2.15");
    assertThat(result.released().refusedToGoBack()).isTrue();
    assertThat(result.released().elsewhere()).hasToString("cocoa 4.55");
    assertThat(result.released().here()).hasToString("cocoa 4.80");
    assertThat(result.released().afterCommit()).hasToString("cocoa 4.80");
    assertThat(backend.inTransaction()).isFalse();
  }
}

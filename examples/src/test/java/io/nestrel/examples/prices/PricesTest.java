// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples.prices;

import static org.assertj.core.api.Assertions.assertThat;

import io.nestrel.backend.Backend;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PricesTest {
  private final Path folder;

  PricesTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void eachStepLeavesWhatItSays() {
    try (Backend backend = Backend.open("jdbc:sqlite:" + folder.resolve("prices.db"))) {
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

  @Test
  void aSecondRunOnTheSameDatabaseGivesTheSame() {
    try (Backend backend = Backend.open("jdbc:sqlite:" + folder.resolve("prices.db"))) {
      String first = Prices.run(backend).toString();
      assertThat(Prices.run(backend)).hasToString(first);
    }
  }
}

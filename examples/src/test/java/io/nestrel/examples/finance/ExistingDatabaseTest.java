// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples.finance;

import static io.nestrel.examples.finance.Account.accounts;
import static io.nestrel.examples.finance.BatchLog.batches;
import static io.nestrel.examples.finance.ErrorLog.errors;
import static io.nestrel.examples.finance.LedgerEntry.entries;
import static org.assertj.core.api.Assertions.assertThat;

import io.nestrel.examples.OnEveryDatabase;
import io.nestrel.examples.TestedDatabase;
import java.math.BigDecimal;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that has tables already, which a refused import leaves as they were. */
@OnEveryDatabase
class ExistingDatabaseTest {
  private final TrackerRun run;

  ExistingDatabaseTest(TestedDatabase tested, @TempDir Path folder) {
    run = new TrackerRun(tested, folder);
  }

  @Test
  void aMalformedFileLeavesAnExistingDatabaseAsItWas() {
    run.track();
    assertThat(run.track("data/malformed.csv")).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .containsExactly(
            "FinanceTracker: nothing was imported: data/malformed.csv, line 4: amount \"thirty\" is"
                + " not a number such as -12.50");
    run.inDatabase(
        backend -> {
          assertThat(accounts.get(1).balance()).isEqualTo(new BigDecimal("95.00"));
          assertThat(entries.count()).isEqualTo(3);
          assertThat(errors.count()).isEqualTo(2);
          assertThat(batches.query().one().id()).isEqualTo(1);
        });
  }

  @Test
  void anotherProgramsRowsAreLeftAlone() {
    run.inDatabase(
        backend -> {
          backend.execute("CREATE TABLE accounts (id BIGINT PRIMARY KEY, owner VARCHAR(20))");
          backend.execute("INSERT INTO accounts (id, owner) VALUES (1, 'Alice')");
        });
    assertThat(run.track()).isEqualTo(1);
    assertThat(run.err())
        .singleElement()
        .asString()
        .endsWith("is a table of another program there? Choose another database");
    run.inDatabase(
        backend ->
            assertThat(backend.query("SELECT owner FROM accounts", String.class))
                .containsExactly("Alice"));
  }
}

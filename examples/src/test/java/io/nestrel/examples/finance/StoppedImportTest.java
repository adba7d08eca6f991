// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples.finance;

import static io.nestrel.examples.finance.ErrorLog.errors;
import static io.nestrel.examples.finance.LedgerEntry.entries;
import static org.assertj.core.api.Assertions.assertThat;

import io.nestrel.examples.OnEveryDatabase;
import io.nestrel.examples.TestedDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A long import that commits every fifty rows, stops at a malformed one and goes on. */
@OnEveryDatabase
class StoppedImportTest {
  private static final int ROWS = 420;

  private final TrackerRun run;
  private final Path file;

  StoppedImportTest(TestedDatabase tested, @TempDir Path folder) {
    run = new TrackerRun(tested, folder);
    file = folder.resolve("long.csv");
  }

  private int track() {
    return run.track(file.toString(), "--commit-every", "50");
  }

  @Test
  void goesOnBehindTheLastCommitAndPostsEachRowOnce() throws IOException {
    GenerateTransactions.write(ROWS, file);
    List<String> lines = Files.readAllLines(file);
    String mended = lines.set(333, "1,five,A malformed amount");
    Files.write(file, lines);
    assertThat(track()).isEqualTo(1);
    assertThat(run.err())
        .containsExactly(
            "FinanceTracker: 300 rows are imported, and with --commit-every the next run goes on: "
                + file
                + ", line 334: amount \"five\" is not a number such as -12.50");
    run.inDatabase(
        backend -> {
          assertThat(entries.count()).isEqualTo(297);
          assertThat(errors.count()).isEqualTo(3);
          BatchLog batch = BatchLog.batches.query().one();
          assertThat(batch.status()).isEqualTo(BatchLog.Status.STARTED);
          assertThat(batch.processed()).isEqualTo(297);
          assertThat(batch.failed()).isEqualTo(3);
        });
    lines.set(333, mended);
    Files.write(file, lines);
    assertThat(track()).isZero();
    assertThat(run.out()).contains("416 processed, 4 failed");
    run.inDatabase(
        backend -> {
          assertThat(entries.count()).isEqualTo(416);
          assertThat(BatchLog.batches.query().one().status()).isEqualTo(BatchLog.Status.COMPLETED);
          FinanceTrackerTest.assertBalancesAreWhatTheLedgerSays();
        });
  }
}

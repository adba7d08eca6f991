// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples.finance;

import static io.nestrel.examples.finance.Account.accounts;
import static io.nestrel.examples.finance.BatchLog.batches;
import static io.nestrel.examples.finance.ErrorLog.errors;
import static io.nestrel.examples.finance.LedgerEntry.entries;
import static org.assertj.core.api.Assertions.assertThat;

import io.nestrel.examples.DatabaseAddress;
import io.nestrel.examples.OnEveryDatabase;
import io.nestrel.examples.TestedDatabase;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@OnEveryDatabase
class FinanceTrackerTest {
  private final TrackerRun run;

  FinanceTrackerTest(TestedDatabase tested, @TempDir Path folder) {
    run = new TrackerRun(tested, folder);
  }

  @Test
  void theShippedFileGivesThreeProcessedAndTwoFailed() {
    assertThat(run.track()).isZero();
    assertThat(run.out())
        .containsExactly(
            "OK     Coffee shop: -50.00, balance 150.00",
            "FAILED Luxury item: Insufficient funds: $150.00 available",
            "OK     Groceries: -25.00, balance 125.00",
            "FAILED Invalid account: Account 999 not found",
            "OK     Gas station: -30.00, balance 95.00",
            "3 processed, 2 failed",
            "Account 1, Checking: 95.00",
            "Database: " + DatabaseAddress.of(run.url()));
    assertThat(run.err()).isEmpty();
  }

  @Test
  void theTablesSayTheSame() {
    run.track();
    run.inDatabase(
        backend -> {
          assertThat(accounts.get(1).balance()).isEqualTo(new BigDecimal("95.00"));
          assertThat(entries.query().orderBy("id").list())
              .extracting(LedgerEntry::description)
              .containsExactly("Coffee shop", "Groceries", "Gas station");
          assertThat(errors.query().orderBy("id").list())
              .extracting(ErrorLog::message)
              .containsExactly("Insufficient funds: $150.00 available", "Account 999 not found");
          BatchLog batch = batches.query().one();
          assertThat(batch.status()).isEqualTo(BatchLog.Status.COMPLETED);
          assertThat(batch.processed()).isEqualTo(3);
          assertThat(batch.failed()).isEqualTo(2);
          assertThat(batch.completedAt()).isNotNull().isAfterOrEqualTo(batch.startedAt());
        });
  }

  @Test
  void aSecondRunPrintsTheSame() {
    run.track();
    List<String> first = run.out();
    run.track();
    assertThat(run.out()).isEqualTo(first);
  }

  @Test
  void theHouseholdFileMovesMoneyOnThreeAccounts() {
    assertThat(run.track("data/household.csv")).isZero();
    assertThat(run.out())
        .contains("OK     Dinner for two at \"Da Mario\": -35.00, balance 142.30")
        .contains("FAILED Bicycle: Insufficient funds: $142.30 available")
        .contains("21 processed, 3 failed")
        .contains("Account 1, Checking: 625.67")
        .contains("Account 2, Savings: 351.73")
        .contains("Account 3, Cash: 124.50");
  }

  @Test
  void aCommitEveryTwoRowsPrintsTheSame() {
    run.track();
    List<String> inOneTransaction = run.out();
    assertThat(run.track("--commit-every", "2")).isZero();
    assertThat(run.out()).isEqualTo(inOneTransaction);
  }

  @Test
  void aLongFileGetsABarInsteadOfLines() throws IOException {
    Path file = run.folder().resolve("long.csv");
    GenerateTransactions.write(4_000, file);
    assertThat(run.track(file.toString())).isZero();
    assertThat(run.out())
        .noneMatch(line -> line.startsWith("OK") || line.startsWith("FAILED"))
        .anyMatch(line -> line.contains("Importing 100%"))
        .contains("3960 processed, 40 failed");
    run.inDatabase(
        backend -> {
          assertThat(entries.count()).isEqualTo(3960);
          assertThat(errors.count()).isEqualTo(40);
          assertBalancesAreWhatTheLedgerSays();
        });
  }

  @Test
  void theMarkWithWhichSpreadsheetsBeginIsNoPartOfTheHeader() throws IOException {
    Path file = run.file("\uFEFFaccount,amount,description\r\n1,-5.00,Tea\r\n");
    assertThat(run.track(file.toString())).isZero();
    assertThat(run.out()).contains("OK     Tea: -5.00, balance 195.00");
  }

  static void assertBalancesAreWhatTheLedgerSays() {
    for (Account account : accounts.all()) {
      String opening = Map.of(1L, "200.00", 2L, "1500.00", 3L, "80.00").get(account.id());
      BigDecimal posted =
          entries.where("account_id = ?", account.id()).list().stream()
              .map(LedgerEntry::amount)
              .reduce(BigDecimal.ZERO, BigDecimal::add);
      assertThat(account.balance()).isEqualByComparingTo(new BigDecimal(opening).add(posted));
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples.finance;

import static io.nestrel.examples.finance.Account.accounts;
import static io.nestrel.examples.finance.BatchLog.batches;
import static io.nestrel.examples.finance.ErrorLog.errors;
import static io.nestrel.examples.finance.LedgerEntry.entries;
import static org.assertj.core.api.Assertions.assertThat;

import io.nestrel.backend.Backend;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FinanceTrackerTest {
  private final Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  FinanceTrackerTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void theShippedFileGivesThreeProcessedAndTwoFailed() {
    assertThat(track()).isZero();
    assertThat(lines(out))
        .containsExactly(
            "OK     Coffee shop: -50.00, balance 150.00",
            "FAILED Luxury item: Insufficient funds: $150.00 available",
            "OK     Groceries: -25.00, balance 125.00",
            "FAILED Invalid account: Account 999 not found",
            "OK     Gas station: -30.00, balance 95.00",
            "3 processed, 2 failed",
            "Account 1, Checking: 95.00",
            "Database: jdbc:sqlite:" + database());
    assertThat(lines(err)).isEmpty();
  }

  @Test
  void theTablesSayTheSame() {
    track();
    inDatabase(
        () -> {
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
    track();
    String first = out.toString(StandardCharsets.UTF_8);
    out.reset();
    track();
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(first);
  }

  @Test
  void theHouseholdFileMovesMoneyOnThreeAccounts() {
    assertThat(track("data/household.csv")).isZero();
    assertThat(lines(out))
        .contains("OK     Dinner for two at \"Da Mario\": -35.00, balance 142.30")
        .contains("FAILED Bicycle: Insufficient funds: $142.30 available")
        .contains("21 processed, 3 failed")
        .contains("Account 1, Checking: 625.67")
        .contains("Account 2, Savings: 351.73")
        .contains("Account 3, Cash: 124.50");
  }

  @Test
  void aLongFileGetsABarInsteadOfLines() throws IOException {
    Path file = folder.resolve("long.csv");
    GenerateTransactions.write(10_000, file);
    assertThat(track(file.toString())).isZero();
    assertThat(lines(out))
        .noneMatch(line -> line.startsWith("OK") || line.startsWith("FAILED"))
        .anyMatch(line -> line.contains("Importing 100%"))
        .contains("9900 processed, 100 failed");
    inDatabase(
        () -> {
          assertThat(entries.count()).isEqualTo(9900);
          assertThat(errors.count()).isEqualTo(100);
          assertBalancesAreWhatTheLedgerSays();
        });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          account,amount\\n1,-5.00                                | line 1: the header must be
          ''                                                      | line 1: the header must be
          account,amount,description\\n1,-5.00,a\\nx,-5.00,b       | line 3: account "x" is not a number
          account,amount,description\\n1,-5.00,a\\n1,five,b        | line 3: amount "five" is not a number
          account,amount,description\\n1,-5.00,a\\n1,-5.001,b      | line 3: amount "-5.001" is not a number
          account,amount,description\\n1,-5.00,a\\n1,1e999999999,b | line 3: amount "1e999999999" is not a number
          account,amount,description\\n1,-5.00,a\\n\\n1,-5.00       | line 4: 3 columns expected, 2 found
          account,amount,description\\n1,-5.00,a\\n1,-5.00,b,c     | line 3: 3 columns expected, 4 found
          account,amount,description\\n1,-5.00,"a                  | line 2: (startline 2) EOF reached
          """)
  void aMalformedFileIsRefusedWithOneLineAndLeavesNoDatabase(String text, String problem)
      throws IOException {
    Path file = write(text.replace("\\n", "\n"));
    assertThat(track(file.toString())).isEqualTo(1);
    assertThat(lines(out)).isEmpty();
    assertThat(lines(err))
        .singleElement()
        .asString()
        .startsWith("FinanceTracker: nothing was imported: " + file + ", " + problem);
    assertThat(folder).isDirectoryNotContaining(path -> path.toString().contains(".db"));
  }

  @Test
  void aMalformedFileLeavesAnExistingDatabaseAsItWas() {
    track();
    out.reset();
    assertThat(track("data/malformed.csv")).isEqualTo(1);
    assertThat(lines(out)).isEmpty();
    assertThat(lines(err))
        .containsExactly(
            "FinanceTracker: nothing was imported: data/malformed.csv, line 4: amount \"thirty\" is"
                + " not a number such as -12.50");
    inDatabase(
        () -> {
          assertThat(accounts.get(1).balance()).isEqualTo(new BigDecimal("95.00"));
          assertThat(entries.count()).isEqualTo(3);
          assertThat(errors.count()).isEqualTo(2);
          assertThat(batches.query().one().id()).isEqualTo(1);
        });
  }

  @Test
  void textThatIsNotUtf8IsRefused() throws IOException {
    Path file = folder.resolve("latin1.csv");
    Files.writeString(
        file, "account,amount,description\n1,-5.00,Café\n", StandardCharsets.ISO_8859_1);
    assertThat(track(file.toString())).isEqualTo(1);
    assertThat(lines(err))
        .singleElement()
        .asString()
        .endsWith("line 2: the description is not UTF-8");
  }

  @Test
  void theMarkWithWhichSpreadsheetsBeginIsNoPartOfTheHeader() throws IOException {
    Path file = write("\uFEFFaccount,amount,description\r\n1,-5.00,Tea\r\n");
    assertThat(track(file.toString())).isZero();
    assertThat(lines(out)).contains("OK     Tea: -5.00, balance 195.00");
  }

  @Test
  void aMissingFileIsRefusedWithOneLineAndLeavesNoDatabase() {
    assertThat(track("no.csv")).isEqualTo(1);
    assertThat(lines(err))
        .containsExactly("FinanceTracker: nothing was imported: no.csv: no such file");
    assertThat(database()).doesNotExist();
  }

  @Test
  void aFileThatIsNoDatabaseIsRefusedAndKept() throws IOException {
    Files.writeString(database(), "no database");
    assertThat(track()).isEqualTo(1);
    assertThat(lines(err)).hasSize(1);
    assertThat(database()).hasContent("no database");
  }

  @Test
  void anUnknownOptionIsRefused() {
    assertThat(track("--fast")).isEqualTo(2);
    assertThat(lines(err))
        .containsExactly("FinanceTracker: unexpected argument --fast (--help tells how)");
  }

  private int track(String... args) {
    String[] all =
        Stream.concat(Stream.of(args), Stream.of("--database", database().toString()))
            .toArray(String[]::new);
    return FinanceTracker.run(
        all,
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  private Path database() {
    return folder.resolve("test.db");
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("test.csv"), text);
  }

  private void inDatabase(Runnable work) {
    try (Backend backend = Backend.open("jdbc:sqlite:" + database())) {
      Backend.setDefault(backend);
      work.run();
    }
  }

  private static Stream<String> lines(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8).lines();
  }

  private static void assertBalancesAreWhatTheLedgerSays() {
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

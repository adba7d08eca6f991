// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.nestrel.examples.checkpoint.Checkpoint;
import io.nestrel.examples.chunks.ChunkedUpdate;
import io.nestrel.examples.fallbacks.Fallbacks;
import io.nestrel.examples.finance.FinanceTracker;
import io.nestrel.examples.funds.Funds;
import io.nestrel.examples.prices.Prices;
import io.nestrel.examples.records.RecordImport;
import io.nestrel.examples.stock.StockRun;
import io.nestrel.examples.wizard.OrderWizard;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each program from its command line, twice on the same database. */
@OnEveryDatabase
class ProgramsTest {
  private static final Pattern LOGIN = Pattern.compile("[?&](user|password)=([^&]*)");

  private final String[] args;

  ProgramsTest(TestedDatabase database, @TempDir Path folder) {
    args = arguments(database.newUrl(folder));
  }

  @Test
  void theFinanceTrackerRunsTwice() throws Exception {
    assertThat(outputOfTwoRuns(FinanceTracker::main))
        .contains("FAILED Luxury item: Insufficient funds: $150.00 available")
        .contains("3 processed, 2 failed", "Account 1, Checking: 95.00");
  }

  @Test
  void pricesRunTwice() throws Exception {
    assertThat(outputOfTwoRuns(Prices::main))
        .hasSize(7)
        .contains("Raised, without drinks: [tea 3.40, cocoa 4.50, bread 2.15]")
        .contains("Elsewhere before the commit: cocoa 4.55");
  }

  @Test
  void recordImportRunsTwice() throws Exception {
    assertThat(outputOfTwoRuns(RecordImport::main))
        .containsExactly(
            "IMPORTED Alice",
            "FAILED   Bob: Invalid e-mail: bob(at)example.com",
            "IMPORTED Carol",
            "FAILED   Alice again: Duplicate e-mail: alice@example.com",
            "2 imported, 2 failed");
  }

  @Test
  void stockRunRunsTwice() throws Exception {
    assertThat(outputOfTwoRuns(StockRun::main))
        .contains("chair: not enough for -3", "sofa: no such product", "2 applied, 2 failed");
  }

  @Test
  void fundsRunTwice() throws Exception {
    assertThat(outputOfTwoRuns(Funds::main))
        .containsExactly(
            "REFUSED bob -100",
            "Posted: bob 30 sally -80",
            "After an amount that is no number: bob 30 sally -80",
            "With a bonus of +1: bob 31 sally -79",
            "With a bonus of +2: bob 32 sally -78",
            "With a bonus of +3: bob 33 sally -77",
            "Without a bonus: bob 30 sally -80",
            "At the end: bob 0 sally 0");
  }

  @Test
  void chunkedUpdateRunsTwice() throws Exception {
    assertThat(outputOfTwoRuns(ChunkedUpdate::main))
        .contains("Only 20 archived of 40001 to 41000")
        .contains("100 chunks, 89120 of 100000 invoices archived")
        .last()
        .asString()
        .matches("1000 updates in one transaction: N ms, with a savepoint for each: N ms");
  }

  @Test
  void theCheckpointRunsTwice() throws Exception {
    assertThat(outputOfTwoRuns(Checkpoint::main))
        .hasSize(5)
        .startsWith(
            "All parcels: 1000 kg in a van for 500", "From the checkpoint: 40 loaded, 160 wait")
        .endsWith("Parcels seen: 200, then 200", "The van meanwhile: locked");
  }

  @Test
  void theOrderWizardRunsTwice() throws Exception {
    assertThat(outputOfTwoRuns(OrderWizard::main))
        .containsExactly(
            "Alice: order 1 of 84.00 is PAID, the payment is saved",
            "Alice B.: order 2 of 39.00 is PAYMENT_FAILED (Card 0815 is good for 20.00 only),"
                + " the payment is new",
            "Alice B.: order 2 of 39.00 is PAID, the payment is saved",
            "Customers: 1");
  }

  @Test
  void fallbacksRunTwice() throws Exception {
    assertThat(outputOfTwoRuns(Fallbacks::main))
        .containsExactly(
            "Order 1: FULL",
            "Order 2: PARTIAL",
            "Order 3: FOR_APPROVAL, 0 of chair in stock, not 1; nothing to deliver now",
            "lamp: 1 left",
            "chair: 0 left",
            "sofa: 0 left");
  }

  /** A program's main method. */
  private interface Program {
    void run(String... args) throws IOException;
  }

  /** The lines of both runs, which must be the same but for durations. */
  private List<String> outputOfTwoRuns(Program program) throws IOException {
    List<String> first = output(program);
    assertThat(output(program)).isEqualTo(first);
    return first;
  }

  private List<String> output(Program program) throws IOException {
    PrintStream console = System.out;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
      program.run(args);
    } finally {
      System.setOut(console);
    }
    return out.toString(StandardCharsets.UTF_8).replaceAll("\\d+ ms", "N ms").lines().toList();
  }

  /** User and password as options of their own, in place of those in the URL. */
  private static String[] arguments(String url) {
    List<String> arguments = new ArrayList<>();
    StringBuilder rest = new StringBuilder();
    Matcher login = LOGIN.matcher(url);
    while (login.find()) {
      arguments.addAll(List.of("--" + login.group(1), login.group(2)));
      login.appendReplacement(rest, "");
    }
    login.appendTail(rest);
    arguments.addAll(List.of("--url", rest.toString().replaceFirst("[?&]", "?")));
    return arguments.toArray(String[]::new);
  }
}

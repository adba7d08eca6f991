// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples.finance;

import static io.nestrel.examples.finance.Account.accounts;
import static io.nestrel.examples.finance.BatchLog.batches;
import static io.nestrel.examples.finance.ErrorLog.errors;
import static io.nestrel.examples.finance.LedgerEntry.entries;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the tracker refuses, in one line, and that nothing has changed then. */
class RefusedFileTest {
  private final TrackerRun run;

  RefusedFileTest(@TempDir Path folder) {
    run = new TrackerRun(folder);
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
    Path file = run.file(text.replace("\\n", "\n"));
    assertThat(run.track(file.toString())).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .singleElement()
        .asString()
        .startsWith("FinanceTracker: nothing was imported: " + file + ", " + problem);
    assertThat(run.folder()).isDirectoryNotContaining(path -> path.toString().contains(".db"));
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
  void textThatIsNotUtf8IsRefused() throws IOException {
    Path file = run.folder().resolve("latin1.csv");
    Files.writeString(
        file, "account,amount,description\n1,-5.00,Café\n", StandardCharsets.ISO_8859_1);
    assertThat(run.track(file.toString())).isEqualTo(1);
    assertThat(run.err())
        .singleElement()
        .asString()
        .endsWith("line 2: the description is not UTF-8");
  }

  @Test
  void aMissingFileIsRefusedWithOneLineAndLeavesNoDatabase() {
    assertThat(run.track("no.csv")).isEqualTo(1);
    assertThat(run.err())
        .containsExactly("FinanceTracker: nothing was imported: no.csv: no such file");
    assertThat(run.database()).doesNotExist();
  }

  @Test
  void aFileThatIsNoDatabaseIsRefusedAndKept() throws IOException {
    Files.writeString(run.database(), "no database");
    assertThat(run.track()).isEqualTo(1);
    assertThat(run.err()).hasSize(1);
    assertThat(run.database()).hasContent("no database");
  }

  @Test
  void anUnknownOptionIsRefused() {
    assertThat(run.track("--fast")).isEqualTo(2);
    assertThat(run.err())
        .containsExactly("FinanceTracker: unexpected argument --fast (--help tells how)");
  }

  @Test
  void anotherProgramsTablesAreLeftAlone() {
    run.inDatabase(
        backend -> backend.execute("CREATE TABLE accounts (id INTEGER PRIMARY KEY, owner TEXT)"));
    run.inDatabase(backend -> backend.execute("INSERT INTO accounts (owner) VALUES ('Alice')"));
    assertThat(run.track()).isEqualTo(1);
    assertThat(run.err()).singleElement().asString().contains("has no column named name");
    run.inDatabase(
        backend -> {
          assertThat(backend.query("SELECT owner FROM accounts", String.class))
              .containsExactly("Alice");
          assertThat(backend.query("SELECT name FROM sqlite_schema", String.class))
              .containsExactly("accounts");
        });
  }
}

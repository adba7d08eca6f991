// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples.finance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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
    assertThat(run.folder().resolve("test.db")).doesNotExist();
  }

  @Test
  void aFileThatIsNoDatabaseIsRefusedAndKept() throws IOException {
    Files.writeString(run.folder().resolve("test.db"), "no database");
    assertThat(run.track()).isEqualTo(1);
    assertThat(run.err()).hasSize(1);
    assertThat(run.folder().resolve("test.db")).hasContent("no database");
  }

  @Test
  void anUnknownOptionIsRefused() {
    assertThat(run.track("--fast")).isEqualTo(2);
    assertThat(run.err())
        .containsExactly("FinanceTracker: unexpected argument --fast (--help tells how)");
  }

  @Test
  void aCommitEveryZeroRowsIsRefused() {
    assertThat(run.track("--commit-every", "0")).isEqualTo(2);
    assertThat(run.err())
        .containsExactly(
            "FinanceTracker: --commit-every needs a number of rows, from 1 (--help tells how)");
  }

  @Test
  void aDatabaseOfAnUnknownKindIsRefused() {
    assertThat(run.track("--url", "jdbc:other://host/shop?password=secret")).isEqualTo(2);
    assertThat(run.err())
        .containsExactly(
            "FinanceTracker: there are no tables for jdbc:other://host/shop: use a URL that begins"
                + " with one of [jdbc:mariadb:, jdbc:mysql:, jdbc:postgresql:, jdbc:sqlite:]"
                + " (--help tells how)");
  }
}

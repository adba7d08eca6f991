// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples.finance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerateTransactionsTest {
  private final Path folder;

  GenerateTransactionsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void writesTheRowsThatWereAskedForAndAlwaysTheSame() throws IOException {
    Path first = folder.resolve("1.csv");
    Path second = folder.resolve("2.csv");
    assertThat(run("1000", first.toString())).isZero();
    assertThat(run("1000", second.toString())).isZero();
    assertThat(first).hasSameTextualContentAs(second);
    assertThat(Files.readAllLines(first)).hasSize(1001).startsWith("account,amount,description");
  }

  @Test
  void wrongArgumentsAreRefused() throws IOException {
    assertThat(run("many", "file")).isEqualTo(2);
    assertThat(run()).isEqualTo(2);
  }

  private static int run(String... args) throws IOException {
    PrintStream err = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    return GenerateTransactions.run(args, err);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.benchmarks.startup;

import io.nestrel.examples.finance.FinanceTracker;
import io.nestrel.examples.finance.GenerateTransactions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The finance tracker imports a long file, each row in its nested scope and every hundredth one
 * refused, with little memory.
 *
 * @param seconds for the whole program, the start of the JVM included
 * @param summary what the tracker has printed
 */
public record ImportRun(int rows, long fileBytes, double seconds, List<String> summary) {
  /** The heap of the tracker. */
  public static final String HEAP = "-Xmx64m";

  /** Neither the progress nor where the database was. */
  private static final Pattern SUMMARY = Pattern.compile(" processed, |^Account ");

  /**
   * Makes the file and imports it.
   *
   * @throws IllegalStateException if the tracker fails, as it does when memory runs out
   */
  public static ImportRun of(int rows) throws IOException {
    Path folder = Files.createTempDirectory("nestrel-import");
    try {
      Path file = folder.resolve("transactions.csv");
      GenerateTransactions.main(new String[] {Integer.toString(rows), file.toString()});
      JavaProcess.Run run =
          JavaProcess.run(
              List.of(
                  HEAP,
                  "-cp",
                  System.getProperty("java.class.path"),
                  FinanceTracker.class.getName(),
                  file.toString(),
                  "--database",
                  folder.resolve("finance.db").toString(),
                  "--commit-every",
                  "1000"));
      return new ImportRun(
          rows,
          Files.size(file),
          run.nanos() / 1e9,
          run.lines().stream().filter(SUMMARY.asPredicate()).toList());
    } finally {
      Folders.delete(folder);
    }
  }
}

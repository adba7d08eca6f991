// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples.finance;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * The text that is to be imported.
 *
 * @param name for messages
 * @param isLong whether it is shown as a progress bar rather than a line for each row
 */
record CsvSource(String name, boolean isLong, InputStream content) implements AutoCloseable {
  private static final String EXAMPLE = "transactions.csv";
  private static final long LONG_FROM_BYTES = 64 * 1024L;

  /**
   * Opens a file.
   *
   * @param file null for the example that comes with the tracker
   * @param out where the bar of a long file goes
   */
  static CsvSource open(@Nullable Path file, PrintStream out) throws IOException {
    if (file == null) {
      InputStream example = CsvSource.class.getResourceAsStream("/data/" + EXAMPLE);
      return new CsvSource(EXAMPLE, false, Objects.requireNonNull(example));
    } else if (Files.notExists(file)) {
      throw new TransactionFileException(file + ": no such file");
    } else if (Files.isDirectory(file) || !Files.isReadable(file)) {
      throw new TransactionFileException(file + ": cannot be read");
    }
    long size = Files.size(file);
    boolean isLong = size >= LONG_FROM_BYTES;
    InputStream content = Files.newInputStream(file);
    return new CsvSource(file.toString(), isLong, isLong ? withBar(content, size, out) : content);
  }

  @Override
  public void close() throws IOException {
    content.close();
  }

  private static InputStream withBar(InputStream content, long size, PrintStream out) {
    return ProgressBar.wrap(
        content,
        ProgressBar.builder()
            .setTaskName("Importing")
            .setInitialMax(size)
            .setUnit(" MB", 1_000_000)
            .setStyle(ProgressBarStyle.ASCII)
            .setConsumer(new ConsoleProgressBarConsumer(out)));
  }
}

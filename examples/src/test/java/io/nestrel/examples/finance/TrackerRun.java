// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples.finance;

import io.nestrel.backend.Backend;
import io.nestrel.examples.ExampleDatabase;
import io.nestrel.examples.TestedDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Runs the tracker on a database in a folder and keeps what the last run printed. */
final class TrackerRun {
  private final Path folder;
  private final String option;
  private final String where;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  /** On a SQLite file in the folder. */
  TrackerRun(Path folder) {
    this(folder, "--database", folder.resolve("test.db").toString());
  }

  TrackerRun(TestedDatabase tested, Path folder) {
    this(folder, "--url", tested.newUrl(folder));
  }

  private TrackerRun(Path folder, String option, String where) {
    this.folder = folder;
    this.option = option;
    this.where = where;
  }

  /** Gives the exit status. */
  int track(String... args) {
    out.reset();
    err.reset();
    Stream<String> all = Stream.concat(Stream.of(args), Stream.of(option, where));
    return FinanceTracker.run(
        all.toArray(String[]::new),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  List<String> out() {
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  List<String> err() {
    return err.toString(StandardCharsets.UTF_8).lines().toList();
  }

  Path folder() {
    return folder;
  }

  String url() {
    return option.equals("--url") ? where : "jdbc:sqlite:" + where;
  }

  /** Writes a file with this text. */
  Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("test.csv"), text);
  }

  /** Opens the database for what a test asks of it. */
  void inDatabase(Consumer<Backend> work) {
    try (ExampleDatabase database = ExampleDatabase.open(url())) {
      work.accept(database.backend());
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.benchmarks;

import io.nestrel.benchmarks.database.Servers;
import io.nestrel.benchmarks.report.Environment;
import io.nestrel.benchmarks.report.Measurement;
import io.nestrel.benchmarks.report.PerformanceDocument;
import io.nestrel.benchmarks.startup.Footprint;
import io.nestrel.benchmarks.startup.ImportRun;
import io.nestrel.benchmarks.startup.StartupRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;

/** Runs everything, or a part, and writes what came out of it. */
public final class Benchmarks {
  private static final int STARTS = 11;

  private Benchmarks() {}

  /** Runs with the arguments of {@link Arguments#USAGE}. */
  public static void main(String[] args) throws IOException, RunnerException {
    Arguments arguments;
    try {
      arguments = Arguments.parse(args);
    } catch (IllegalArgumentException | CommandLineOptionException e) {
      System.err.printf("%s%n%s%n", e.getMessage(), Arguments.USAGE);
      System.exit(2);
      return;
    }
    run(arguments);
  }

  /** Writes after each section, so that one that fails costs no other its figures. */
  private static void run(Arguments arguments) throws IOException, RunnerException {
    Path folder = Files.createDirectories(arguments.output());
    try (Servers servers = new Servers()) {
      JmhRuns runs = new JmhRuns(arguments.jmh(), servers);
      List<Measurement> operations =
          arguments.wants(Section.OPERATIONS) ? Measurement.all(runs.operations()) : List.of();
      // After these, for only then are the servers known.
      PerformanceDocument document =
          new PerformanceDocument(new Environment(arguments.command(), servers.versions()));
      if (!operations.isEmpty()) {
        document.operations(folder, operations);
      }
      document.write(folder);
      if (arguments.wants(Section.WRITES)) {
        document.writes(runs.writes());
        document.write(folder);
      }
      if (arguments.wants(Section.STARTUP)) {
        document.startup(StartupRun.medians(STARTS), STARTS);
        document.footprint(Footprint.jars());
        document.write(folder);
      }
      if (arguments.wants(Section.IMPORT)) {
        document.importRun(ImportRun.of(arguments.rows()));
        document.write(folder);
      }
    }
    System.out.println("Written: " + folder.resolve("performance.md").normalize());
  }
}

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
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.results.RunResult;
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

  private static void run(Arguments arguments) throws IOException, RunnerException {
    Files.createDirectories(arguments.output());
    try (Servers servers = new Servers()) {
      JmhRuns runs = new JmhRuns(arguments.jmh(), servers);
      List<Measurement> operations =
          arguments.wants(Section.OPERATIONS) ? Measurement.all(runs.operations()) : List.of();
      Collection<RunResult> writes = arguments.wants(Section.WRITES) ? runs.writes() : List.of();
      PerformanceDocument document =
          new PerformanceDocument(new Environment(arguments.command(), servers.versions()));
      if (!operations.isEmpty()) {
        document.operations(arguments.output(), operations);
      }
      if (!writes.isEmpty()) {
        document.writes(writes);
      }
      if (arguments.wants(Section.STARTUP)) {
        document.startup(StartupRun.medians(STARTS), STARTS);
        document.footprint(Footprint.jars());
      }
      if (arguments.wants(Section.IMPORT)) {
        document.importRun(ImportRun.of(arguments.rows()));
      }
      document.write(arguments.output());
    }
    System.out.println("Written: " + arguments.output().resolve("performance.md").normalize());
  }
}

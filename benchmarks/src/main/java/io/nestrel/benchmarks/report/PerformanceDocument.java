// SPDX-License-Identifier: Apache-2.0
package io.nestrel.benchmarks.report;

import io.nestrel.benchmarks.database.Target;
import io.nestrel.benchmarks.startup.Footprint;
import io.nestrel.benchmarks.startup.ImportRun;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;

/** {@code performance.md} and its chart: what is added to it, and the text around. */
public final class PerformanceDocument {
  private final List<String> parts = new ArrayList<>();

  /** Begins with what was run where. */
  public PerformanceDocument(Environment environment) {
    parts.add(resource("introduction.md"));
    parts.add(environment.text());
  }

  /** Adds the tables of each database, and the chart. */
  public void operations(Path folder, List<Measurement> measurements) throws IOException {
    Chart.write(folder.resolve("performance.svg"), measurements);
    parts.add("![Times of the operations against hand-written JDBC](performance.svg)");
    parts.add(resource("operations.md"));
    for (Target target : Target.values()) {
      Results results = Results.of(target, measurements);
      if (!results.isEmpty()) {
        parts.add("### " + target.title());
        parts.add("Time per operation:");
        parts.add(new Table(results, Measurement::nanos, Figures::nanos).text());
        parts.add("Processor time of the client per operation:");
        parts.add(new Table(results, Measurement::cpuNanos, Figures::nanos).text());
        parts.add("Allocated by the client per operation:");
        parts.add(new Table(results, Measurement::bytes, Figures::bytes).text());
      }
    }
  }

  /** Adds what noticing writes costs. */
  public void writes(Collection<RunResult> results) {
    StringBuilder table =
        new StringBuilder("| write | objects | time | allocated |\n|---|---|---|---|");
    for (RunResult result : results) {
      String benchmark = result.getParams().getBenchmark();
      String objects = result.getParams().getParam("objects");
      table
          .append("\n| ")
          .append(benchmark.substring(benchmark.lastIndexOf('.') + 1))
          .append(" | ")
          .append(objects == null ? "" : objects)
          .append(" | ")
          .append(Figures.nanos(result.getPrimaryResult().getScore()))
          .append(" | ")
          .append(Figures.bytes(Measurement.secondary(result, "gc.alloc.rate.norm")))
          .append(" |");
    }
    parts.add("## Setting a field of an enhanced object");
    parts.add(table.toString());
  }

  /** Adds the steps of a start, in microseconds since {@code main} began. */
  public void startup(Map<String, Long> medians, int runs) {
    StringBuilder table = new StringBuilder("| after `main` began | step | took |\n|---|---|---|");
    long before = 0;
    for (Map.Entry<String, Long> step : medians.entrySet()) {
      table.append(
          "%n| %s | %s | %s |"
              .formatted(millis(step.getValue()), step.getKey(), millis(step.getValue() - before)));
      before = step.getValue();
    }
    parts.add("## Startup");
    parts.add(resource("startup.md").replace("RUNS", Integer.toString(runs)));
    parts.add(table.toString());
  }

  private static String millis(long micros) {
    return String.format(Locale.ROOT, "%.1f ms", micros / 1e3);
  }

  /** Adds the sizes of jars. */
  public void footprint(List<Footprint.Jar> jars) {
    StringBuilder table = new StringBuilder("| needed for | jar | size |\n|---|---|---|");
    for (Footprint.Jar jar : jars) {
      table.append(
          "%n| %s | %s | %s |"
              .formatted(jar.needed(), jar.name(), Figures.bytes((double) jar.bytes())));
    }
    parts.add("## Footprint");
    parts.add(table.toString());
  }

  /** Adds a long import with little memory. */
  public void importRun(ImportRun run) {
    parts.add("## %,d rows in a heap of 64 MB".formatted(run.rows()));
    parts.add(resource("import.md"));
    parts.add(
        "A file of %,d rows (%s) was imported into a new SQLite file in %.1f s (%,.0f rows a second), the start of the JVM included:"
            .formatted(
                run.rows(),
                Figures.bytes((double) run.fileBytes()),
                run.seconds(),
                run.rows() / run.seconds()));
    parts.add("```\n" + String.join("\n", run.summary()) + "\n```");
  }

  /** Writes all that was added so far, over what was written before. */
  public void write(Path folder) throws IOException {
    Files.writeString(
        folder.resolve("performance.md"), String.join("\n\n", parts) + System.lineSeparator());
  }

  /** A text beside this class, without the line break at its end. */
  private static String resource(String name) {
    try (InputStream input = PerformanceDocument.class.getResourceAsStream(name)) {
      if (input == null) {
        throw new IllegalStateException(name + " is not beside " + PerformanceDocument.class);
      }
      return new String(input.readAllBytes(), StandardCharsets.UTF_8).stripTrailing();
    } catch (IOException e) {
      throw new IllegalStateException("Cannot read " + name, e);
    }
  }
}

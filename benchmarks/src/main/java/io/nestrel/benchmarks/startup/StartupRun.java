// SPDX-License-Identifier: Apache-2.0
package io.nestrel.benchmarks.startup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs {@link StartupProgram} several times, each in a JVM and on a file of its own. */
public final class StartupRun {
  private StartupRun() {}

  /**
   * The median of each step, in microseconds since {@code main} began, in the order of the steps.
   */
  public static Map<String, Long> medians(int runs) throws IOException {
    Map<String, List<Long>> steps = new LinkedHashMap<>();
    for (int run = 0; run < runs; run++) {
      for (String line : lines()) {
        int tab = line.indexOf('\t');
        steps
            .computeIfAbsent(line.substring(tab + 1), step -> new ArrayList<>())
            .add(Long.valueOf(line.substring(0, tab)));
      }
    }
    Map<String, Long> medians = new LinkedHashMap<>();
    steps.forEach((step, micros) -> medians.put(step, median(micros)));
    return medians;
  }

  private static List<String> lines() throws IOException {
    Path folder = Files.createTempDirectory("nestrel-startup");
    Path file = folder.resolve("fresh.db");
    try {
      return JavaProcess.run(
              List.of(
                  // As in most applications there is a log, but nothing to say in it.
                  "-Dslf4j.internal.verbosity=ERROR",
                  "-cp",
                  Footprint.sqliteClassPath(StartupProgram.class),
                  StartupProgram.class.getName(),
                  file.toString()))
          .lines();
    } finally {
      Folders.delete(folder);
    }
  }

  private static long median(List<Long> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }
}

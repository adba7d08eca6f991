// SPDX-License-Identifier: Apache-2.0
package io.nestrel.benchmarks.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What was run, when and where.
 *
 * @param command that does it again
 * @param servers versions by name
 */
public record Environment(String command, Map<String, String> servers) {

  String text() {
    return List.of(
            "| | |",
            "|---|---|",
            line("date", LocalDate.now(ZoneOffset.UTC)),
            line("machine", machine()),
            line(
                "Java",
                "%s, %s"
                    .formatted(
                        System.getProperty("java.vm.name"),
                        System.getProperty("java.runtime.version"))),
            line("servers", versions(servers)),
            line("libraries", versions(libraries())),
            line("command", "`" + command + "`"))
        .stream()
        .collect(Collectors.joining("\n"));
  }

  private static String line(String name, Object value) {
    return "| %s | %s |".formatted(name, value);
  }

  private static String machine() {
    return "%s, %d cores, %s %s"
        .formatted(
            processor(),
            Runtime.getRuntime().availableProcessors(),
            System.getProperty("os.name"),
            System.getProperty("os.arch"));
  }

  /** As Linux calls it. */
  private static String processor() {
    Path file = Path.of("/proc/cpuinfo");
    if (!Files.isReadable(file)) {
      return "processor unknown";
    }
    try {
      return Files.readAllLines(file).stream()
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("processor unknown");
    } catch (IOException e) {
      return "processor unknown";
    }
  }

  private static String versions(Map<String, String> versions) {
    return versions.entrySet().stream()
        .map(entry -> entry.getKey() + " " + entry.getValue())
        .collect(Collectors.joining(", "));
  }

  /** The build has written them into a file. */
  private static Map<String, String> libraries() {
    Properties properties = new Properties();
    try (InputStream input = Environment.class.getResourceAsStream("libraries.properties")) {
      properties.load(input);
    } catch (IOException e) {
      throw new IllegalStateException("Cannot read the versions of the libraries", e);
    }
    Map<String, String> versions = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    properties.stringPropertyNames().forEach(n -> versions.put(n, properties.getProperty(n)));
    return versions;
  }
}

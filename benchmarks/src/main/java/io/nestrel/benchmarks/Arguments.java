// SPDX-License-Identifier: Apache-2.0
package io.nestrel.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/**
 * What the benchmarks were called with.
 *
 * @param output the folder to write into
 * @param rows of the long import
 * @param jmh all that is JMH's
 * @param command that has the same effect
 */
record Arguments(
    Path output, Set<Section> sections, int rows, CommandLineOptions jmh, String command) {
  static final String USAGE =
      """
      Usage: Benchmarks [--output FOLDER] [--only SECTION,…] [--rows NUMBER] [JMH's options]
        --output FOLDER  where performance.md and performance.svg go (default: docs)
        --only SECTION   operations, writes, startup or import, or several
        --rows NUMBER    of the file that is imported with a heap of 64 MB (default: 1000000)
        JMH's options    such as -f 1 -wi 5 -i 5, regular expressions for benchmarks (insert$),
                         -p contender=JDBC,NESTREL or -p database=SQLITE,POSTGRES_FAR""";

  private static final String COMMAND =
      "mvn -q generate-test-resources -Pbenchmarks -pl benchmarks -am";

  static Arguments parse(String... args) throws CommandLineOptionException {
    Path output = Path.of("docs");
    Set<Section> sections = EnumSet.allOf(Section.class);
    int rows = 1_000_000;
    List<String> own = new ArrayList<>();
    List<String> jmh = new ArrayList<>();
    for (int i = 0; i < args.length; i++) {
      String arg = args[i];
      switch (arg) {
        case "--output" -> output = Path.of(value(args, ++i));
        case "--only" -> {
          sections = sections(value(args, ++i));
          own.addAll(List.of(arg, args[i]));
        }
        case "--rows" -> {
          rows = Integer.parseInt(value(args, ++i));
          own.addAll(List.of(arg, args[i]));
        }
        default -> jmh.add(arg);
      }
    }
    own.addAll(jmh);
    return new Arguments(
        output,
        sections,
        rows,
        new CommandLineOptions(jmh.toArray(new String[0])),
        own.isEmpty()
            ? COMMAND
            : COMMAND + " '-Dbenchmarks.arguments=" + String.join(" ", own) + "'");
  }

  private static String value(String[] args, int index) {
    if (index == args.length) {
      throw new IllegalArgumentException("%s needs a value".formatted(args[index - 1]));
    }
    return args[index];
  }

  private static Set<Section> sections(String names) {
    Set<Section> sections = EnumSet.noneOf(Section.class);
    Arrays.stream(names.split(",", -1))
        .map(name -> Section.valueOf(name.toUpperCase(Locale.ROOT)))
        .forEach(sections::add);
    return sections;
  }

  boolean wants(Section section) {
    return sections.contains(section);
  }
}

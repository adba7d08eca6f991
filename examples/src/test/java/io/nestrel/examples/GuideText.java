// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The guides in docs, and the code that they show. */
public final class GuideText {
  private static final Path BASE = Path.of(System.getProperty("basedir", "."));
  private static final Path CODE = Path.of("src/main/java/io/nestrel/examples");

  private GuideText() {}

  /** What stands in a guide as a block of a language. */
  public static List<String> blocks(String guide, String language) throws IOException {
    String text = Files.readString(BASE.resolve("../docs").resolve(guide));
    return matches("(?ms)^```%s\\R(.*?)^```$".formatted(language), text);
  }

  /** What stands between the tags of a source file. */
  public static List<String> tagged(String file) throws IOException {
    String source = Files.readString(BASE.resolve(CODE).resolve(file));
    return matches("(?ms)^ *// tag::\\w[^\\n]*\\R(.*?^ *)// end::", source).stream()
        .map(block -> block.stripTrailing().stripIndent() + "\n")
        .toList();
  }

  private static List<String> matches(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().map(match -> match.group(1)).toList();
  }
}

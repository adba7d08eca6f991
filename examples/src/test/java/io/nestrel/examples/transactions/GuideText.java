// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples.transactions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** docs/transactions.md, and the code that it shows. */
final class GuideText {
  private static final Path BASE = Path.of(System.getProperty("basedir", "."));
  private static final Path CODE = Path.of("src/main/java/io/nestrel/examples/transactions");

  private GuideText() {}

  /** What stands in the guide as a block of a language. */
  static List<String> blocks(String language) throws IOException {
    String guide = Files.readString(BASE.resolve("../docs/transactions.md"));
    return matches("(?ms)^```%s\\R(.*?)^```$".formatted(language), guide);
  }

  /** What stands between the tags of a source file. */
  static List<String> tagged(String file) throws IOException {
    String source = Files.readString(BASE.resolve(CODE).resolve(file));
    return matches("(?ms)^ *// tag::\\w[^\\n]*\\R(.*?^ *)// end::", source).stream()
        .map(String::stripIndent)
        .toList();
  }

  private static List<String> matches(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().map(match -> match.group(1)).toList();
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReadmeTest {
  private static final Path BASE = Path.of(System.getProperty("basedir", "."));

  @Test
  void theExamplePrintsWhatItsCommentsSay() {
    PrintStream console = System.out;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
      Readme.main(new String[0]);
    } finally {
      System.setOut(console);
    }
    assertThat(out.toString(StandardCharsets.UTF_8).lines())
        .containsExactly("Bob is too young", "1: Alice has 200.00", "2: Carol has 75.00");
  }

  @Test
  void theReadmeShowsTheExampleAsItIsCompiled() throws IOException {
    String source =
        Files.readString(BASE.resolve("src/main/java/io/nestrel/examples/readme/Readme.java"));
    String example = only("// tag::example\\R(.*?) *// end::example", source).stripIndent();
    String readme = Files.readString(BASE.resolve("../README.md"));
    assertThat(only("(?m)^```java\\R(.*?)^```", readme)).isEqualTo(example);
  }

  /** What the group of the pattern holds in its only match. */
  private static String only(String pattern, String text) {
    Matcher matcher = Pattern.compile(pattern, Pattern.DOTALL).matcher(text);
    assertThat(matcher.find()).as("found: %s", pattern).isTrue();
    String found = matcher.group(1);
    assertThat(matcher.find()).as("found a second time: %s", pattern).isFalse();
    return found;
  }
}

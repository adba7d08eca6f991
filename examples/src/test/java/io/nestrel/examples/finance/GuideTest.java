// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples.finance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class GuideTest {
  private static final Path BASE = Path.of(System.getProperty("basedir", "."));

  @Test
  void theGuideShowsTheImportInPiecesAsItIsCompiled() throws IOException {
    String source =
        Files.readString(
            BASE.resolve("src/main/java/io/nestrel/examples/finance/BatchImport.java"));
    String pieces = source.split("// tag::pieces\\[]\\R", 2)[1].split("\\R *// end::pieces", 2)[0];
    String guide = Files.readString(BASE.resolve("../docs/work-in-pieces.md"));
    assertThat(guide).contains("```java\n" + pieces.stripTrailing().stripIndent() + "\n```");
  }
}

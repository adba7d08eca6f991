// SPDX-License-Identifier: Apache-2.0
package io.nestrel.doors;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A million records in a heap that does not hold two memories of them; once, as it takes a while.
 */
@Tag("build")
class LeakTest {
  /** Gives what the program prints and its exit code, which is 3 if its heap was too small. */
  private static String run(String how) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx120m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                BrickProgram.class.getName(),
                how)
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return output.strip() + " " + process.waitFor();
  }

  @Test
  void scopes_that_have_ended_hold_nothing() throws Exception {
    assertThat(run("ended")).endsWith("done 0");
  }

  @Test
  void the_heap_would_not_hold_what_two_scopes_remember() throws Exception {
    assertThat(run("open")).contains("OutOfMemoryError").endsWith(" 3");
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.benchmarks.startup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A program in a JVM of its own, the same Java as this one. */
final class JavaProcess {

  /**
   * What became of it.
   *
   * @param lines of its output
   * @param nanos from before it was started until it had ended
   */
  record Run(List<String> lines, long nanos) {}

  private JavaProcess() {}

  /**
   * Runs it to its end.
   *
   * @throws IllegalStateException if it fails
   */
  static Run run(List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(arguments);
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    List<String> lines;
    try (var output = process.inputReader(StandardCharsets.UTF_8)) {
      lines = output.lines().toList();
      int status = process.waitFor();
      if (status != 0) {
        throw new IllegalStateException(
            "%s ended with %d: %s".formatted(arguments, status, String.join(", ", lines)));
      }
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for " + arguments, e);
    }
    return new Run(lines, System.nanoTime() - start);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testservers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A command that runs no longer than this JVM: a shell beside it kills it when the pipe from the
 * JVM ends, which also happens when the JVM is killed. Thread-safe.
 */
final class GuardedProcess {

  private static final Duration END = Duration.ofSeconds(15);

  private final List<String> command;
  private final Process guard;

  private GuardedProcess(List<String> command, Process guard) {
    this.command = command;
    this.guard = guard;
  }

  /** Starts the command with its output appended to the log. */
  static GuardedProcess start(List<String> command, String signal, Path folder, Path log)
      throws IOException {
    List<String> guarded =
        new ArrayList<>(List.of("sh", "-c", Resources.text("guard.sh"), "guard", signal));
    guarded.addAll(command);
    ProcessBuilder builder =
        new ProcessBuilder(guarded)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().put("LC_ALL", "C");
    return new GuardedProcess(List.copyOf(command), builder.start());
  }

  List<String> command() {
    return command;
  }

  boolean isAlive() {
    return guard.isAlive();
  }

  /** Whether it ended by itself within the time. */
  boolean ended(Duration within) {
    try {
      return guard.waitFor(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for " + command.get(0), e);
    }
  }

  /** How it ended; only after it did. */
  int exitCode() {
    return guard.exitValue();
  }

  /** Kills it, and returns when it is gone. */
  void kill() {
    signalEnd();
    if (!awaitEnd()) {
      throw new IllegalStateException("Cannot end " + command);
    }
  }

  /** Lets the guard kill it. */
  void signalEnd() {
    closeInput(guard);
  }

  boolean awaitEnd() {
    return ended(END);
  }

  /** Ends a process that waits for the end of its input. */
  static void end(Process process) {
    closeInput(process);
    try {
      process.waitFor(END.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void closeInput(Process process) {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

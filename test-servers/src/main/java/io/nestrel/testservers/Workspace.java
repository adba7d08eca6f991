// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testservers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * This JVM's folder below the temporary folder. A process outside the JVM removes it when the JVM
 * is gone, however that happened. Thread-safe.
 */
final class Workspace {

  private static @Nullable Workspace workspace;

  private final Path folder;
  private final Process sweeper;
  private final List<GuardedProcess> processes = new ArrayList<>();

  private Workspace() throws IOException {
    folder = Files.createTempDirectory("nestrel-servers-");
    sweeper =
        new ProcessBuilder("sh", "-c", Resources.text("sweep.sh"), "sweep", folder.toString())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    // Others may pass through, so that a server can run as another user; they cannot list it.
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "stop-test-servers"));
  }

  /** The folder's owner, made at the first call. */
  static synchronized Workspace ofThisJvm() throws IOException {
    if (workspace == null) {
      workspace = new Workspace();
    }
    return workspace;
  }

  /** A new folder for a server; the name is its beginning. */
  Path folder(String name) throws IOException {
    return Files.createTempDirectory(
        folder,
        name + "-",
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  /** Starts a process that ends with this JVM; its output is appended to the log. */
  GuardedProcess start(List<String> command, String signal, Path log) throws IOException {
    GuardedProcess process = GuardedProcess.start(command, signal, folder, log);
    synchronized (this) {
      processes.removeIf(p -> !p.isAlive());
      // Held here: a pipe that nobody holds is closed some day, and its process killed.
      processes.add(process);
    }
    return process;
  }

  /** What the other processes would do anyway, waited for. */
  private synchronized void close() {
    processes.forEach(GuardedProcess::signalEnd);
    processes.forEach(GuardedProcess::awaitEnd);
    GuardedProcess.end(sweeper);
  }
}

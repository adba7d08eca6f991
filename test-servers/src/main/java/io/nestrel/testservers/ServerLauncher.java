// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testservers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Runs the commands of one server and says what they wrote when they fail. */
final class ServerLauncher {

  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final Duration PAUSE = Duration.ofMillis(20);
  private static final int LINES = 40;

  private final ServerProgram program;
  private final Workspace workspace;
  private final Path folder;
  private final String password;

  /** For a server whose files are in the folder. */
  ServerLauncher(ServerProgram program, Workspace workspace, Path folder, String password) {
    this.program = program;
    this.workspace = workspace;
    this.folder = folder;
    this.password = password;
  }

  /** Makes the server's data folder. */
  void setUp() throws IOException {
    GuardedProcess process = run(program.setUp(folder, password), "KILL");
    if (!process.ended(LIMIT)) {
      process.kill();
      throw failure(process, "did not end within " + LIMIT.toSeconds() + " s");
    }
    if (process.exitCode() != 0) {
      throw failure(process, "ended with " + process.exitCode());
    }
  }

  /** Starts the server, which takes a moment to accept connections. */
  GuardedProcess serve(int port) throws IOException {
    return run(program.serve(folder, port, password), program.crashSignal());
  }

  /** Waits until the server accepts connections, and returns its version. */
  String awaitVersion(GuardedProcess process, Databases databases) throws IOException {
    Instant deadline = Instant.now().plus(LIMIT);
    while (true) {
      try {
        return databases.version();
      } catch (SQLException e) {
        if (process.ended(PAUSE)) {
          throw failure(process, "ended with " + process.exitCode());
        }
        if (Instant.now().isAfter(deadline)) {
          process.kill();
          throw failure(
              process,
              "accepted no connection within " + LIMIT.toSeconds() + " s (" + e.getMessage() + ")");
        }
      }
    }
  }

  private GuardedProcess run(List<String> command, String signal) throws IOException {
    return workspace.start(command, signal, log());
  }

  private ServerStartException failure(GuardedProcess process, String what) throws IOException {
    String output = Files.readString(log(), StandardCharsets.ISO_8859_1);
    List<String> lines = output.lines().toList();
    return new ServerStartException(
        "%s: the command %s %s. The end of its output:%n%s"
            .formatted(
                program.name(),
                String.join(" ", process.command()),
                what,
                String.join("\n", lines.subList(Math.max(0, lines.size() - LINES), lines.size()))));
  }

  private Path log() {
    return folder.resolve("output.log");
  }
}

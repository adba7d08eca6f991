// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testservers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;

/** A server of the build's own, in a folder of its own. Thread-safe. */
final class LocalServer extends DatabaseServer {

  private static final int PORTS = 5;

  private final ServerLauncher launcher;
  private final int port;
  private GuardedProcess process;

  private LocalServer(
      ServerLauncher launcher, int port, Databases databases, GuardedProcess process)
      throws IOException {
    super(databases, launcher.awaitVersion(process, databases));
    this.launcher = launcher;
    this.port = port;
    this.process = process;
  }

  /** Unpacks, sets up and starts it; returns when it accepts connections. */
  static LocalServer start(ServerProgram program) {
    String password = UUID.randomUUID().toString();
    try {
      Workspace workspace = Workspace.ofThisJvm();
      Path folder = workspace.folder(program.name());
      program.unpack(Resources.serverJar(program.name()), folder);
      ServerLauncher launcher = new ServerLauncher(program, workspace, folder, password);
      launcher.setUp();
      return start(launcher, program, password);
    } catch (IOException e) {
      throw new ServerStartException("Cannot start " + program.name() + ": " + e, e);
    }
  }

  private static LocalServer start(ServerLauncher launcher, ServerProgram program, String password)
      throws IOException {
    for (int left = PORTS; ; left--) {
      int port = Ports.free();
      try {
        return new LocalServer(
            launcher,
            port,
            new Databases(program.url(port, password), "nestrel_"),
            launcher.serve(port));
      } catch (ServerStartException e) {
        // Somebody else has taken the port since.
        if (left == 1 || !String.valueOf(e.getMessage()).contains("Address already in use")) {
          throw e;
        }
      }
    }
  }

  @Override
  public boolean restartable() {
    return true;
  }

  @Override
  public synchronized void kill() {
    process.kill();
  }

  @Override
  public synchronized void restart() {
    process.kill();
    try {
      process = launcher.serve(port);
      launcher.awaitVersion(process, databases());
    } catch (IOException e) {
      throw new ServerStartException("Cannot restart: " + e, e);
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testservers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerLauncherTest {

  private static final String COUNT =
      "i=0; while [ $i -lt 50 ]; do i=$((i+1)); echo line $i; done; ";

  @Test
  void a_set_up_that_fails_tells_command_and_last_lines(@TempDir Path folder) throws IOException {
    ServerLauncher launcher = launcher(List.of("sh", "-c", COUNT + "exit 3"), folder);

    assertThatExceptionOfType(ServerStartException.class)
        .isThrownBy(launcher::setUp)
        .withMessageContainingAll("broken: the command sh -c i=0", "ended with 3", "line 11\n")
        .withMessageEndingWith("line 50")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("line 10\n"));
  }

  @Test
  void a_server_that_ends_tells_command_and_last_lines(@TempDir Path folder) throws IOException {
    ServerLauncher launcher = launcher(List.of("sh", "-c", "echo no room; exit 4"), folder);
    int port = Ports.free();
    Databases databases = new Databases(InnoDb.url(port, "secret"), "nestrel_");
    GuardedProcess process = launcher.serve(port);

    assertThatExceptionOfType(ServerStartException.class)
        .isThrownBy(() -> launcher.awaitVersion(process, databases))
        .withMessageContainingAll("sh -c echo no room; exit 4 ended with 4", "no room");
  }

  private static ServerLauncher launcher(List<String> command, Path folder) throws IOException {
    return new ServerLauncher(new Broken(command), Workspace.ofThisJvm(), folder, "secret");
  }

  /** A server whose commands are others. */
  private record Broken(List<String> command) implements ServerProgram {

    @Override
    public String name() {
      return "broken";
    }

    @Override
    public void unpack(Path jar, Path folder) {}

    @Override
    public List<String> setUp(Path folder, String password) {
      return command;
    }

    @Override
    public List<String> serve(Path folder, int port, String password) {
      return command;
    }

    @Override
    public String crashSignal() {
      return "KILL";
    }

    @Override
    public DatabaseUrl url(int port, String password) {
      return InnoDb.url(port, password);
    }
  }
}

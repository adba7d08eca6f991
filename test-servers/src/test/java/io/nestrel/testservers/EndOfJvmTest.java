// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testservers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * However a JVM ends, its servers end too, and nothing of theirs is left on the disk. The JVMs here
 * are told nothing of servers that are there already, but for one.
 */
class EndOfJvmTest {

  private static final int SECONDS = 30;

  private final Path folder;

  EndOfJvmTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @ParameterizedTest
  @EnumSource(Servers.class)
  void that_is_killed(Servers server) throws Exception {
    leavesNothing(server, Process::destroyForcibly);
  }

  @Test
  void that_is_asked_to_end() throws Exception {
    leavesNothing(Servers.POSTGRES_15, Process::destroy);
  }

  @Test
  void that_ends_by_itself() throws Exception {
    leavesNothing(Servers.POSTGRES_15, process -> process.getOutputStream().close());
  }

  @Test
  void that_used_a_server_that_was_there() throws Exception {
    String url = TestServers.postgres15().freshDatabase();
    Process jvm = start(Servers.POSTGRES_15, "-Dnestrel.test.postgres=" + url);
    String countOfDatabase;
    try (BufferedReader output = jvm.inputReader(StandardCharsets.UTF_8)) {
      assertThat(output.readLine()).isEqualTo(TestServers.postgres15().version());
      countOfDatabase =
          "SELECT count(*) FROM pg_database WHERE datname = '%s'".formatted(output.readLine());
      assertThat(Sql.number(url, countOfDatabase)).isEqualTo(1);
      assertThat(jvm.descendants()).isEmpty();

      jvm.getOutputStream().close();
      assertThat(jvm.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
    } finally {
      jvm.destroyForcibly();
    }

    assertThat(Sql.number(url, countOfDatabase)).isZero();
    assertThat(folder).isEmptyDirectory();
  }

  private void leavesNothing(Servers server, End end) throws Exception {
    Process jvm = start(server);
    List<ProcessHandle> processes;
    try (BufferedReader output = jvm.inputReader(StandardCharsets.UTF_8)) {
      assertThat(output.readLine()).startsWith(server.version);
      processes = jvm.descendants().toList();
      assertThat(processes).hasSizeGreaterThanOrEqualTo(3);
      assertThat(folder).isNotEmptyDirectory();

      end.accept(jvm);
    } finally {
      jvm.destroyForcibly();
    }

    for (ProcessHandle process : processes) {
      assertThat(hasEnded(process)).as("%s ended", process.info()).isTrue();
    }
    assertThat(folder).isEmptyDirectory();
  }

  private Process start(Servers server, String... jvmOptions) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Djava.io.tmpdir=" + folder);
    command.addAll(List.of(jvmOptions));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(ServerHolder.class.getName(), server.name()));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private static boolean hasEnded(ProcessHandle process)
      throws InterruptedException, ExecutionException, IOException {
    try {
      process.onExit().get(SECONDS, TimeUnit.SECONDS);
      return true;
    } catch (TimeoutException e) {
      // In a container nobody may fetch the exit codes of orphans.
      Path stat = Path.of("/proc/" + process.pid() + "/stat");
      return !Files.exists(stat) || Files.readString(stat).contains(") Z ");
    }
  }

  @FunctionalInterface
  private interface End {
    void accept(Process process) throws IOException;
  }
}

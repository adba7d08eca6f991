// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testservers;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** One shared server of a kind for each list of options. Thread-safe. */
final class ServerKind {

  private final String property;
  private final Function<List<String>, ServerProgram> program;
  private final Map<List<String>, SharedServer> servers = new ConcurrentHashMap<>();

  /**
   * A system property may name a server that is there already, to be used where no options are
   * asked for.
   */
  ServerKind(String property, Function<List<String>, ServerProgram> program) {
    this.property = property;
    this.program = program;
  }

  TestServer with(String... options) {
    return servers
        .computeIfAbsent(List.of(options), list -> new SharedServer(() -> open(list)))
        .get();
  }

  private TestServer open(List<String> options) {
    String url = System.getProperty(property, "");
    if (options.isEmpty() && !url.isBlank()) {
      ExistingServer server = ExistingServer.at(url, property);
      Runtime.getRuntime()
          .addShutdownHook(new Thread(server.databases()::dropAll, "drop-test-databases"));
      return server;
    }
    requirePlatform(options);
    return LocalServer.start(program.apply(options));
  }

  private void requirePlatform(List<String> options) {
    String platform = System.getProperty("os.name") + " " + System.getProperty("os.arch");
    if (!platform.equals("Linux amd64")) {
      throw new ServerStartException(
          "The servers that the build brings run on Linux amd64; this is %s. %s"
              .formatted(
                  platform,
                  options.isEmpty()
                      ? "Name a server that is there with -D%s=jdbc:…".formatted(property)
                      : "Only they can be given the options " + options));
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testservers;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Starts a server when it is first asked for, and remembers how that went. Thread-safe. */
final class SharedServer {

  private final String property;
  private final Supplier<ServerProgram> program;
  private @Nullable TestServer server;
  private @Nullable ServerStartException failure;

  /** A server that a system property may replace by one that is there already. */
  SharedServer(String property, Supplier<ServerProgram> program) {
    this.property = property;
    this.program = program;
  }

  synchronized TestServer get() {
    if (failure != null) {
      throw failure;
    }
    if (server == null) {
      try {
        server = open();
      } catch (ServerStartException e) {
        failure = e;
        throw e;
      }
    }
    return server;
  }

  private TestServer open() {
    String url = System.getProperty(property, "");
    if (!url.isBlank()) {
      return new ExistingServer(url);
    }
    requirePlatform();
    return LocalServer.start(program.get());
  }

  private void requirePlatform() {
    String platform = System.getProperty("os.name") + " " + System.getProperty("os.arch");
    if (!platform.equals("Linux amd64")) {
      throw new ServerStartException(
          "The servers that the build brings run on Linux amd64; this is "
              + platform
              + ". Name a server that is there with -D"
              + property
              + "=jdbc:…");
    }
  }
}

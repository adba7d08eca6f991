// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testservers;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Starts a server when it is first asked for, and remembers how that went. Thread-safe. */
final class SharedServer {

  private final Supplier<TestServer> start;
  private @Nullable TestServer server;
  private @Nullable ServerStartException failure;

  SharedServer(Supplier<TestServer> start) {
    this.start = start;
  }

  synchronized TestServer get() {
    if (failure != null) {
      throw failure;
    }
    if (server == null) {
      try {
        server = start.get();
      } catch (ServerStartException e) {
        failure = e;
        throw e;
      }
    }
    return server;
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testservers;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A server that was there already. Its databases are named after this JVM's process. */
final class ExistingServer implements TestServer {

  private final Databases databases;
  private final String version;
  private @Nullable String url;

  ExistingServer(String url) {
    databases =
        new Databases(
            DatabaseUrl.parse(url), "nestrel_test_" + ProcessHandle.current().pid() + "_");
    try {
      version = databases.version();
    } catch (SQLException e) {
      throw new ServerStartException(
          "Cannot connect to the server that a system property names", e);
    }
    Runtime.getRuntime().addShutdownHook(new Thread(databases::dropAll, "drop-test-databases"));
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public synchronized String url() {
    if (url == null) {
      url = databases.create();
    }
    return url;
  }

  @Override
  public String freshDatabase() {
    return databases.create();
  }

  @Override
  public boolean restartable() {
    return false;
  }

  @Override
  public void kill() {
    throw new UnsupportedOperationException("Only a server of the build's own can be killed");
  }

  @Override
  public void restart() {
    throw new UnsupportedOperationException("Only a server of the build's own can be restarted");
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testservers;

import java.sql.SQLException;

/** A server that was there already. Its databases are named after this JVM's process. */
final class ExistingServer extends DatabaseServer {

  private ExistingServer(Databases databases, String version) {
    super(databases, version);
  }

  /** The server that a system property names. */
  static ExistingServer at(String url, String property) {
    Databases databases =
        new Databases(
            DatabaseUrl.parse(url), "nestrel_test_" + ProcessHandle.current().pid() + "_");
    try {
      return new ExistingServer(databases, databases.version());
    } catch (SQLException e) {
      throw new ServerStartException(
          "Cannot connect to the server that -D" + property + " names", e);
    }
  }

  @Override
  public boolean restartable() {
    return false;
  }

  @Override
  public void kill() {
    throw refusal("killed");
  }

  @Override
  public void restart() {
    throw refusal("restarted");
  }

  private UnsupportedOperationException refusal(String action) {
    return new UnsupportedOperationException(
        "A server that was there already is not %s; leave out -Dnestrel.test.… for one of the build's own"
            .formatted(action));
  }
}

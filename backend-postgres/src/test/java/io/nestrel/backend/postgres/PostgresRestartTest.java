// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.postgres;

import io.nestrel.testkit.ContractTest;
import io.nestrel.testkit.RestartContract;
import io.nestrel.testkit.TestDatabase;
import io.nestrel.testservers.TestServer;
import io.nestrel.testservers.TestServers;

/** On a server that nobody else uses. */
class PostgresRestartTest extends ContractTest implements RestartContract {
  private final TestServer server = TestServers.postgres18("max_connections=41");

  @Override
  protected TestDatabase newDatabase() {
    return new PostgresDatabase(server);
  }

  @Override
  public void restart() {
    server.kill();
    server.restart();
  }

  @Override
  public void endConnections() {
    database()
        .onAnotherConnection(
            "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity"
                + " WHERE pid <> pg_backend_pid() AND datname = current_database()");
  }
}

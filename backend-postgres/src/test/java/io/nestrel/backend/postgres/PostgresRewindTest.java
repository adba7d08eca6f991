// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.postgres;

import io.nestrel.testkit.ContractTest;
import io.nestrel.testkit.ForEachDoomContract;
import io.nestrel.testkit.RewindCommitContract;
import io.nestrel.testkit.RewindDoomContract;
import io.nestrel.testkit.RewindDoubtContract;
import io.nestrel.testkit.TestDatabase;
import io.nestrel.testservers.TestServers;
import org.junit.jupiter.api.BeforeEach;

/** Records after a failed COMMIT, and after the server has ended the connection. */
class PostgresRewindTest extends ContractTest
    implements RewindCommitContract, RewindDoomContract, ForEachDoomContract, RewindDoubtContract {
  @Override
  protected TestDatabase newDatabase() {
    return new PostgresDatabase(TestServers.postgres18());
  }

  @BeforeEach
  void createTables() {
    backend().execute("CREATE TABLE parent (id INTEGER PRIMARY KEY)");
    backend()
        .execute(
            "CREATE TABLE child (parent INTEGER REFERENCES parent DEFERRABLE INITIALLY DEFERRED)");
  }

  @Override
  public void spoilCommit() {
    backend().execute("INSERT INTO child VALUES (7)");
  }

  @Override
  public void loseTransaction() {
    breakConnection();
    ids();
  }

  @Override
  public void breakConnection() {
    int process = backend().query("SELECT pg_backend_pid()", Integer.class).get(0);
    database().onAnotherConnection("SELECT pg_terminate_backend(%d, 10000)".formatted(process));
  }
}

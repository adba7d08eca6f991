// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.mysql;

import io.nestrel.testkit.ContractTest;
import io.nestrel.testkit.ForEachDoomContract;
import io.nestrel.testkit.RewindDoomContract;
import io.nestrel.testkit.RewindDoubtContract;
import io.nestrel.testkit.TestDatabase;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Records after the server has ended the connection; {@link DeadlockTest} has the other way. */
@ParameterizedClass
@EnumSource
class LostConnectionRewindTest extends ContractTest
    implements RewindDoomContract, ForEachDoomContract, RewindDoubtContract {
  private final Server server;

  LostConnectionRewindTest(Server server) {
    this.server = server;
  }

  @Override
  protected TestDatabase newDatabase() {
    return new MySqlDatabase(server.get());
  }

  @Override
  public void loseTransaction() {
    breakConnection();
    ids();
  }

  @Override
  public void breakConnection() {
    long connection = backend().query("SELECT CONNECTION_ID()", Long.class).get(0);
    database().onAnotherConnection("KILL CONNECTION " + connection);
  }
}

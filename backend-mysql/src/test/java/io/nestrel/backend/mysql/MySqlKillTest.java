// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.mysql;

import io.nestrel.testkit.KillContract;
import io.nestrel.testkit.TestDatabase;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class MySqlKillTest extends KillContract {
  private final Server server;

  MySqlKillTest(Server server) {
    this.server = server;
  }

  @Override
  protected TestDatabase newDatabase() {
    return new MySqlDatabase(server.get());
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.mysql;

import io.nestrel.testkit.ContractTest;
import io.nestrel.testkit.RequiresNewContract;
import io.nestrel.testkit.TestDatabase;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class RequiresNewTest extends ContractTest implements RequiresNewContract {
  private final Server server;

  RequiresNewTest(Server server) {
    this.server = server;
  }

  @Override
  protected TestDatabase newDatabase() {
    return new MySqlDatabase(server.get());
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.postgres;

import io.nestrel.testkit.ContractTest;
import io.nestrel.testkit.RequiresNewContract;
import io.nestrel.testkit.TestDatabase;
import io.nestrel.testservers.TestServers;

class Postgres18RequiresNewTest extends ContractTest implements RequiresNewContract {
  @Override
  protected TestDatabase newDatabase() {
    return new PostgresDatabase(TestServers.postgres18());
  }
}

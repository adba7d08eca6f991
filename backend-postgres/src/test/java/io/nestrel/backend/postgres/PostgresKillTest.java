// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.postgres;

import io.nestrel.testkit.KillContract;
import io.nestrel.testkit.TestDatabase;
import io.nestrel.testservers.TestServers;

class PostgresKillTest extends KillContract {
  @Override
  protected TestDatabase newDatabase() {
    return new PostgresDatabase(TestServers.postgres18());
  }
}

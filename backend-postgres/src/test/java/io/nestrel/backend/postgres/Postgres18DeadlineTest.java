// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.postgres;

import io.nestrel.testkit.DeadlineContract;
import io.nestrel.testkit.TestDatabase;
import io.nestrel.testservers.TestServers;

class Postgres18DeadlineTest extends DeadlineContract {
  @Override
  protected TestDatabase newDatabase() {
    return new PostgresDatabase(TestServers.postgres18());
  }
}

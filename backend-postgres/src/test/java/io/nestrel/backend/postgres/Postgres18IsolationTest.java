// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.postgres;

import io.nestrel.testkit.IsolationContract;
import io.nestrel.testkit.TestDatabase;
import io.nestrel.testservers.TestServers;

class Postgres18IsolationTest extends IsolationContract {
  @Override
  protected TestDatabase newDatabase() {
    return new PostgresDatabase(TestServers.postgres18());
  }

  @Override
  protected String anomalies() {
    return PostgresTables.ANOMALIES;
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.mysql;

import io.nestrel.testkit.IsolationContract;
import io.nestrel.testkit.TestDatabase;
import io.nestrel.testservers.TestServers;

class MariaDbIsolationTest extends IsolationContract {
  @Override
  protected TestDatabase newDatabase() {
    return new MySqlDatabase(TestServers.mariadb());
  }

  @Override
  protected String anomalies() {
    return MySqlTables.ANOMALIES;
  }
}

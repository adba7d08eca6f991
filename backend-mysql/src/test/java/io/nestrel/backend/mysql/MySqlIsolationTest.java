// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.mysql;

import io.nestrel.testkit.IsolationContract;
import io.nestrel.testkit.TestDatabase;
import io.nestrel.testservers.TestServers;

class MySqlIsolationTest extends IsolationContract {
  @Override
  protected TestDatabase newDatabase() {
    return new MySqlDatabase(TestServers.mysql());
  }

  @Override
  protected String anomalies() {
    return MySqlTables.ANOMALIES;
  }
}

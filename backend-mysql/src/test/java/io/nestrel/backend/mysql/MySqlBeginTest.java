// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.mysql;

import io.nestrel.testkit.BeginContract;
import io.nestrel.testkit.TestDatabase;
import io.nestrel.testservers.TestServers;

class MySqlBeginTest extends BeginContract {
  @Override
  protected TestDatabase newDatabase() {
    return new MySqlDatabase(TestServers.mysql());
  }

  @Override
  protected String beginnings() {
    return MySqlTables.BEGINNINGS;
  }
}

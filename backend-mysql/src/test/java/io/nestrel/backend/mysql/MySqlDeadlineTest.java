// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.mysql;

import io.nestrel.testkit.DeadlineContract;
import io.nestrel.testkit.TestDatabase;
import io.nestrel.testservers.TestServers;

class MySqlDeadlineTest extends DeadlineContract {
  @Override
  protected TestDatabase newDatabase() {
    return new MySqlDatabase(TestServers.mysql());
  }
}

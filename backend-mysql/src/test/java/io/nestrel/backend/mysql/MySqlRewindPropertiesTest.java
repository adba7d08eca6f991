// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.mysql;

import io.nestrel.dialect.Damage;
import io.nestrel.testkit.RewindProperties;
import io.nestrel.testkit.TestDatabase;
import io.nestrel.testservers.TestServers;

class MySqlRewindPropertiesTest extends RewindProperties {
  MySqlRewindPropertiesTest() {
    super(Damage.STATEMENT);
  }

  @Override
  protected TestDatabase newDatabase() {
    return new MySqlDatabase(TestServers.mysql());
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.postgres;

import io.nestrel.dialect.Damage;
import io.nestrel.testkit.RewindProperties;
import io.nestrel.testkit.TestDatabase;
import io.nestrel.testservers.TestServers;

class Postgres15RewindPropertiesTest extends RewindProperties {
  Postgres15RewindPropertiesTest() {
    super(Damage.SCOPE);
  }

  @Override
  protected TestDatabase newDatabase() {
    return new PostgresDatabase(TestServers.postgres15());
  }
}

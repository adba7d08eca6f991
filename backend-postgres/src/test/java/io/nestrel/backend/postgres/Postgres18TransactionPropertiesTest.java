// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.postgres;

import io.nestrel.dialect.Damage;
import io.nestrel.testkit.TestDatabase;
import io.nestrel.testkit.TransactionProperties;
import io.nestrel.testservers.TestServers;

class Postgres18TransactionPropertiesTest extends TransactionProperties {
  Postgres18TransactionPropertiesTest() {
    super(Damage.SCOPE);
  }

  @Override
  protected TestDatabase newDatabase() {
    return new PostgresDatabase(TestServers.postgres18());
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.sqlite;

import io.nestrel.dialect.Damage;
import io.nestrel.testkit.RewindProperties;
import io.nestrel.testkit.TestDatabase;

class SqliteRewindPropertiesTest extends RewindProperties {
  SqliteRewindPropertiesTest() {
    super(Damage.STATEMENT);
  }

  @Override
  protected TestDatabase newDatabase() {
    return SqliteDatabase.inMemory();
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.sqlite;

import io.nestrel.dialect.Damage;
import io.nestrel.testkit.TestDatabase;
import io.nestrel.testkit.TransactionProperties;

class SqliteTransactionPropertiesTest extends TransactionProperties {
  SqliteTransactionPropertiesTest() {
    super(Damage.STATEMENT);
  }

  @Override
  protected TestDatabase newDatabase() {
    return SqliteDatabase.inMemory();
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.mysql;

import io.nestrel.testkit.CombiningContract;
import io.nestrel.testkit.RecordedTest;
import io.nestrel.testkit.TestDatabase;
import io.nestrel.testservers.TestServers;

class MariaDbCombiningTest extends RecordedTest implements CombiningContract {
  MariaDbCombiningTest() {
    super("", true);
  }

  @Override
  protected TestDatabase newDatabase() {
    return new MySqlDatabase(TestServers.mariadb());
  }

  /** A savepoint replaces the one of the scope before. */
  @Override
  public int differentNestedTexts() {
    return 1;
  }
}

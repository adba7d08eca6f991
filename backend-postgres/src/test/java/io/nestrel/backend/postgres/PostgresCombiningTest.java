// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.postgres;

import io.nestrel.testkit.CombiningContract;
import io.nestrel.testkit.RecordedTest;
import io.nestrel.testkit.TestDatabase;
import io.nestrel.testservers.TestServers;

class PostgresCombiningTest extends RecordedTest implements CombiningContract {
  PostgresCombiningTest() {
    super("", true);
  }

  @Override
  protected TestDatabase newDatabase() {
    return new PostgresDatabase(TestServers.postgres18());
  }

  /** The first has no scope before it that would have to be released. */
  @Override
  public int differentNestedTexts() {
    return 2;
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.sqlite;

import io.nestrel.testkit.BackendContract;
import io.nestrel.testkit.TestDatabase;

class MemoryContractTest extends BackendContract {
  @Override
  protected TestDatabase newDatabase() {
    return SqliteDatabase.inMemory();
  }
}

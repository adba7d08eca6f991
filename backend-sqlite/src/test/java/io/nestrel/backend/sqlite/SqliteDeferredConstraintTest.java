// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.sqlite;

import io.nestrel.testkit.DeferredConstraintContract;
import io.nestrel.testkit.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteDeferredConstraintTest extends DeferredConstraintContract {
  private final Path directory;

  SqliteDeferredConstraintTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Override
  protected TestDatabase newDatabase() {
    return SqliteDatabase.inFile(directory);
  }
}

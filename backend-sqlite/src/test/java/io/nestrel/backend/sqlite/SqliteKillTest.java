// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.sqlite;

import io.nestrel.testkit.KillContract;
import io.nestrel.testkit.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteKillTest extends KillContract {
  private final Path directory;

  SqliteKillTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Override
  protected TestDatabase newDatabase() {
    return SqliteDatabase.inFile(directory);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.sqlite;

import io.nestrel.testkit.BackendContract;
import io.nestrel.testkit.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class FileContractTest extends BackendContract {
  private final Path directory;

  FileContractTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Override
  protected TestDatabase newDatabase() {
    return SqliteDatabase.inFile(directory);
  }
}

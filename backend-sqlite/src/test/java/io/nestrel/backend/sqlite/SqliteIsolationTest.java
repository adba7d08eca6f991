// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.sqlite;

import io.nestrel.testkit.IsolationContract;
import io.nestrel.testkit.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteIsolationTest extends IsolationContract {
  private final Path directory;

  SqliteIsolationTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Override
  protected TestDatabase newDatabase() {
    return SqliteDatabase.inFile(directory);
  }

  @Override
  protected String anomalies() {
    return """
        |  | dirty read | non repeatable read | phantom | phantom in update | lost update | write skew | read only anomaly |
        | serializable | waits | waits | waits | waits | waits | waits | waits |
        | begun deferred | unseen | unseen | unseen | refused | refused | waits | refused |
        """;
  }
}

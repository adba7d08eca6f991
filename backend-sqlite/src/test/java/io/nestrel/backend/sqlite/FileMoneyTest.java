// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.sqlite;

import io.nestrel.backend.Backend;
import io.nestrel.testkit.MoneyContract;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

class FileMoneyTest extends MoneyContract {
  private final Path directory;

  FileMoneyTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Override
  protected List<Backend> open() {
    String url = "jdbc:sqlite:" + directory.resolve("money.db");
    return List.of(Backend.open(url), Backend.open(url));
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.sqlite;

import io.nestrel.transaction.BeginMode;
import io.nestrel.transaction.TransactionOptions;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** With transactions that read before they ask for the lock, and so are often too late. */
class FileDeferredMoneyTest extends FileMoneyTest {
  FileDeferredMoneyTest(@TempDir Path directory) {
    super(directory);
  }

  @Override
  protected TransactionOptions options() {
    return super.options().beginMode(BeginMode.DEFERRED);
  }
}

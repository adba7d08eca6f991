// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.sqlite;

import static java.util.Objects.requireNonNull;

import io.nestrel.backend.Backend;
import io.nestrel.testkit.TransactionProperties;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

class SqliteTransactionPropertiesTest extends TransactionProperties {
  private static @Nullable Backend shared;

  @BeforeContainer
  static void open() {
    shared = prepare(Backend.open("jdbc:sqlite::memory:"));
  }

  @AfterContainer
  static void close() {
    requireNonNull(shared).close();
  }

  @Override
  protected Backend backend() {
    return requireNonNull(shared);
  }
}

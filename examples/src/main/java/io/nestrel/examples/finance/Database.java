// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples.finance;

import io.nestrel.backend.Backend;
import io.nestrel.examples.DatabaseAddress;
import io.nestrel.examples.ExampleDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The database of one run. When it is a file that was not there before, closing removes it again,
 * unless {@link #keep()} was called.
 */
final class Database implements AutoCloseable {
  private static final String SQLITE = "jdbc:sqlite:";

  private final ExampleDatabase database;
  private final @Nullable Path created;
  private boolean kept;

  private Database(ExampleDatabase database, @Nullable Path created) {
    this.database = database;
    this.created = created;
  }

  /** Opens the database, which becomes the default one of the models. */
  static Database open(DatabaseAddress address) {
    Path file = file(address.url());
    Path created = file == null || Files.exists(file) ? null : file;
    return new Database(ExampleDatabase.open(address), created);
  }

  Backend backend() {
    return database.backend();
  }

  void createTables() {
    database.createTables(FinanceTracker.class);
  }

  void keep() {
    kept = true;
  }

  @Override
  public void close() throws IOException {
    database.close();
    if (created != null && !kept) {
      for (String suffix : List.of("", "-wal", "-shm")) {
        Files.deleteIfExists(Path.of(created + suffix));
      }
    }
  }

  /** Null when the database is no file, or not one of SQLite. */
  private static @Nullable Path file(String url) {
    if (!url.startsWith(SQLITE)) {
      return null;
    }
    String location = url.substring(SQLITE.length()).split("\\?", 2)[0];
    boolean isFile =
        !location.isEmpty() && !location.startsWith("file:") && !location.equals(":memory:");
    return isFile ? Path.of(location) : null;
  }
}

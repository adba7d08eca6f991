// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.sqlite;

import io.nestrel.testkit.BeginContract;
import io.nestrel.testkit.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteBeginTest extends BeginContract {
  private final Path directory;

  SqliteBeginTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Override
  protected TestDatabase newDatabase() {
    return SqliteDatabase.inFile(directory);
  }

  @Override
  protected String beginnings() {
    return """
        none: BEGIN IMMEDIATE; …; COMMIT
        read-only: PRAGMA query_only=1; BEGIN DEFERRED; …; COMMIT; PRAGMA query_only=0
        READ_UNCOMMITTED: BEGIN IMMEDIATE; …; COMMIT
        READ_UNCOMMITTED, read-only: PRAGMA query_only=1; BEGIN DEFERRED; …; COMMIT; PRAGMA query_only=0
        READ_COMMITTED: BEGIN IMMEDIATE; …; COMMIT
        READ_COMMITTED, read-only: PRAGMA query_only=1; BEGIN DEFERRED; …; COMMIT; PRAGMA query_only=0
        REPEATABLE_READ: BEGIN IMMEDIATE; …; COMMIT
        REPEATABLE_READ, read-only: PRAGMA query_only=1; BEGIN DEFERRED; …; COMMIT; PRAGMA query_only=0
        SERIALIZABLE: BEGIN IMMEDIATE; …; COMMIT
        SERIALIZABLE, read-only: PRAGMA query_only=1; BEGIN DEFERRED; …; COMMIT; PRAGMA query_only=0
        SERIALIZABLE, read-only, deferrable: UnsupportedFeatureException
        SERIALIZABLE, deferrable: UnsupportedFeatureException
        read-only, deferrable: UnsupportedFeatureException
        DEFERRED: BEGIN DEFERRED; …; COMMIT
        DEFERRED, read-only: PRAGMA query_only=1; BEGIN DEFERRED; …; COMMIT; PRAGMA query_only=0
        IMMEDIATE: BEGIN IMMEDIATE; …; COMMIT
        IMMEDIATE, read-only: TransactionException
        EXCLUSIVE: BEGIN EXCLUSIVE; …; COMMIT
        EXCLUSIVE, read-only: TransactionException
        """;
  }
}

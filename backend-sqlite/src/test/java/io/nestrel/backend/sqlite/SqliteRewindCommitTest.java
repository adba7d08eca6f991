// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.sqlite;

import io.nestrel.testkit.ContractTest;
import io.nestrel.testkit.RewindCommitContract;
import io.nestrel.testkit.TestDatabase;
import org.junit.jupiter.api.BeforeEach;

/** SQLite leaves the transaction open whose COMMIT a deferred constraint has refused. */
class SqliteRewindCommitTest extends ContractTest implements RewindCommitContract {
  @Override
  protected TestDatabase newDatabase() {
    return SqliteDatabase.inMemory();
  }

  @BeforeEach
  void createTables() {
    backend().execute("CREATE TABLE parent (id INTEGER PRIMARY KEY)");
    backend()
        .execute(
            "CREATE TABLE child (parent INTEGER REFERENCES parent DEFERRABLE INITIALLY DEFERRED)");
  }

  @Override
  public void spoilCommit() {
    backend().execute("INSERT INTO child VALUES (7)");
  }
}

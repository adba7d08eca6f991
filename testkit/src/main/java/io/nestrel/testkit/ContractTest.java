// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.nestrel.backend.Backend;
import io.nestrel.dialect.Dialect;
import io.nestrel.transaction.TransactionStatus;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestReporter;

/** Opens a database before each scenario and checks afterwards that nothing was left open. */
public abstract class ContractTest implements Contract {
  private @Nullable TestDatabase database;
  private @Nullable Backend backend;

  protected ContractTest() {}

  /** An empty database. */
  protected abstract TestDatabase newDatabase();

  /** How the scenarios see the database. */
  protected Backend open(TestDatabase fresh) {
    return fresh.open();
  }

  /** What is done right before the scenario. */
  protected void before() {}

  /** What is done right after it. */
  protected void after() {}

  @BeforeEach
  final void openDatabase(TestReporter report) {
    database = newDatabase();
    backend = open(database);
    Dialect dialect = backend.dialect();
    report.publishEntry(ScenarioCount.DATABASE, dialect.name() + " " + dialect.version());
    backend.execute("CREATE TABLE entry (id INTEGER NOT NULL PRIMARY KEY, note VARCHAR(200))");
    createWidgets(backend, database);
    createReadings(backend, database);
    before();
  }

  /** The table of all models but {@link Sample}. */
  static void createWidgets(Backend backend, TestDatabase database) {
    backend.execute(
        "CREATE TABLE widgets (id %s, name VARCHAR(100) NOT NULL UNIQUE, stock INTEGER, version INTEGER DEFAULT 0, data %s, created_at %s, updated_at %3$s)"
            .formatted(database.generatedKey(), database.bytesType(), database.momentType()));
  }

  /** The table of {@link Reading}. */
  static void createReadings(Backend backend, TestDatabase database) {
    backend.execute(
        "CREATE TABLE readings (id %s, sensor INTEGER NOT NULL CHECK (sensor >= 0), measured DOUBLE PRECISION, taken_at %s, created_at %2$s, follows BIGINT, FOREIGN KEY (follows) REFERENCES readings (id))"
            .formatted(database.generatedKey(), database.momentType()));
  }

  @AfterEach
  final void closeDatabase() {
    try {
      if (backend != null) {
        assertThat(manager().level()).as("scopes left open").isEqualTo(baseLevel());
        after();
        assertThat(status()).isEqualTo(TransactionStatus.NONE);
        assertThat(manager().activeSavepoints()).isEmpty();
      }
    } finally {
      if (backend != null) {
        backend.close();
      }
      if (database != null) {
        database.close();
      }
    }
  }

  @Override
  public final Backend backend() {
    return requireNonNull(backend);
  }

  /** The database of the running scenario. */
  protected final TestDatabase database() {
    return requireNonNull(database);
  }
}

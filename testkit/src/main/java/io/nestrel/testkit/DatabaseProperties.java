// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import static java.util.Objects.requireNonNull;

import io.nestrel.backend.Backend;
import io.nestrel.dialect.Damage;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;
import org.jspecify.annotations.Nullable;

/** Opens one database for all random programs of a property, and closes it after the last one. */
abstract class DatabaseProperties {

  /** What a failed statement costs. */
  final Damage ofFailures;

  private @Nullable TestDatabase database;
  private @Nullable Backend backend;

  DatabaseProperties(Damage ofFailures) {
    this.ofFailures = ofFailures;
  }

  /** An empty database, which nobody else uses. */
  protected abstract TestDatabase newDatabase();

  /** Makes the tables that the programs work with. */
  abstract void createTables(Backend fresh, TestDatabase empty);

  final Backend backend() {
    return requireNonNull(backend);
  }

  @BeforeProperty
  final void openDatabase() {
    TestDatabase empty = newDatabase();
    database = empty;
    Backend fresh = empty.open();
    backend = fresh;
    createTables(fresh, empty);
  }

  @AfterProperty
  final void closeDatabase() {
    if (backend != null) {
      backend.close();
    }
    if (database != null) {
      database.close();
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import io.nestrel.backend.Backend;
import io.nestrel.transaction.Savepoint;
import io.nestrel.transaction.TransactionManager;
import io.nestrel.transaction.TransactionStatus;
import java.util.List;

/**
 * What every scenario works with: a backend whose table {@code entry (id, note)} is empty. A
 * scenario may run inside scopes that are open already; {@link #baseLevel()} says how many.
 */
public interface Contract {

  /** The backend under test. */
  Backend backend();

  /** How many scopes are open around the scenario. */
  default int baseLevel() {
    return 0;
  }

  default TransactionManager manager() {
    return backend().transactionManager();
  }

  /** How many scopes the scenario itself has open. */
  default int depth() {
    return manager().level() - baseLevel();
  }

  default TransactionStatus status() {
    return manager().status();
  }

  default void insert(int id) {
    backend().execute("INSERT INTO entry (id, note) VALUES (?, ?)", id, "note " + id);
  }

  default List<Integer> ids() {
    return backend().query("SELECT id FROM entry ORDER BY id", Integer.class);
  }

  /** The names of the active savepoints, those of scopes around the scenario left out. */
  default List<String> names() {
    return manager().activeSavepoints().stream().map(Savepoint::name).skip(namesAround()).toList();
  }

  /** How many savepoints the scopes around the scenario have. */
  default int namesAround() {
    return 0;
  }

  /** The n-th automatic name that the scenario gets. */
  default String name(int n) {
    return "SP_" + n;
  }
}

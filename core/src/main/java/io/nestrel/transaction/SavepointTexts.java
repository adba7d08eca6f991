// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import io.nestrel.dialect.Dialect;
import io.nestrel.dialect.TransactionDialect;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The control statements for savepoints. Those with names that nested scopes take again and again
 * are made once. Thread-safe.
 */
final class SavepointTexts {
  private final Dialect dialect;
  private final Map<String, Texts> automatic = new ConcurrentHashMap<>();

  /** Those for one name. */
  record Texts(String take, String rollbackTo, String release) {}

  SavepointTexts(Dialect dialect) {
    this.dialect = dialect;
  }

  Texts of(String name) {
    Texts known = automatic.get(name);
    if (known != null) {
      return known;
    }
    TransactionDialect control = dialect.transactions();
    String quoted = dialect.quote(name);
    Texts made =
        new Texts(control.savepoint(quoted), control.rollbackTo(quoted), control.release(quoted));
    if (SavepointNames.isAutomatic(name)) {
      automatic.put(name, made);
    }
    return made;
  }
}

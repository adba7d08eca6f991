// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import io.nestrel.dialect.Dialect;
import io.nestrel.dialect.Feature;
import io.nestrel.error.UnsupportedFeatureException;
import java.sql.Connection;

/**
 * How far a transaction is kept from seeing others, weakest first (ISO/IEC 9075-2, 4.40.4). A
 * database that does not have a level gives the next stronger one that it has.
 */
public enum IsolationLevel {
  /** May read what others have not committed. */
  READ_UNCOMMITTED(Feature.READ_UNCOMMITTED, Connection.TRANSACTION_READ_UNCOMMITTED),
  /** Each statement sees what was committed when it began. */
  READ_COMMITTED(Feature.READ_COMMITTED, Connection.TRANSACTION_READ_COMMITTED),
  /** A row that was read once does not change. */
  REPEATABLE_READ(Feature.REPEATABLE_READ, Connection.TRANSACTION_REPEATABLE_READ),
  /** As if transactions ran one after another. */
  SERIALIZABLE(Feature.SERIALIZABLE, Connection.TRANSACTION_SERIALIZABLE);

  private final Feature feature;
  private final int jdbc;

  IsolationLevel(Feature feature, int jdbc) {
    this.feature = feature;
    this.jdbc = jdbc;
  }

  /**
   * The level that a database really gives to who asks for this one.
   *
   * @throws UnsupportedFeatureException if it has neither this one nor a stronger one
   */
  IsolationLevel givenBy(Dialect dialect) {
    for (IsolationLevel level : values()) {
      if (level.compareTo(this) >= 0 && dialect.supports(level.feature)) {
        return level;
      }
    }
    throw new UnsupportedFeatureException(
        "%s %s has no isolation level %s and no stronger one"
            .formatted(dialect.name(), dialect.version(), this));
  }

  /** The level of a constant of {@link Connection}. */
  static IsolationLevel ofJdbc(int constant) {
    for (IsolationLevel level : values()) {
      if (level.jdbc == constant) {
        return level;
      }
    }
    throw new IllegalArgumentException("no isolation level: " + constant);
  }

  /** As the standard spells it in SQL. */
  String sql() {
    return name().replace('_', ' ');
  }
}

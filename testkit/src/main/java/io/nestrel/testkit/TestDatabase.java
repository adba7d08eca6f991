// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import io.nestrel.backend.Backend;
import javax.sql.DataSource;

/**
 * An empty database for one test, and the few words that differ between databases. Made anew for
 * each test and closed after it.
 */
public interface TestDatabase extends AutoCloseable {

  /** A pooled backend on an empty database, opened as applications do. Called at most once. */
  Backend open();

  /**
   * A backend as {@link #open()} gives, but with Nestrel's view of the database reduced to one
   * without savepoints: put {@link PlainProvider#PREFIX} before the URL.
   */
  Backend openPlain();

  /**
   * Connections of the driver without a pool, all to one empty database, whose connections can be
   * used side by side. Where they would wait for each other's locks, they do not wait long.
   */
  DataSource dataSource();

  /** The type of a column whose values the database makes, as in {@code id INTEGER PRIMARY KEY}. */
  String generatedKey();

  /** What the backend sends once over each new connection; empty for nothing. */
  default String preparation() {
    return "";
  }

  @Override
  void close();
}

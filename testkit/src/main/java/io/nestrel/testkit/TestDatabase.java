// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import io.nestrel.backend.Backend;
import io.nestrel.backend.BackendOptions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * An empty database for one test, and the few words that differ between databases. Made anew for
 * each test and closed after it.
 */
public interface TestDatabase extends AutoCloseable {

  /** The URL of an empty database, with user and password. */
  String url();

  /** A pooled backend on the database, opened as applications do. */
  default Backend open() {
    return Backend.open(url(), options());
  }

  /** Those of an application, with a pool that is quickly filled. */
  default BackendOptions options() {
    return BackendOptions.defaults().poolSize(3);
  }

  /**
   * A backend as {@link #open()} gives, but with Nestrel's view of the database reduced to one
   * without savepoints.
   */
  default Backend openPlain() {
    return Backend.open(PlainProvider.PREFIX + url(), options());
  }

  /**
   * Connections of the driver without a pool, all to one empty database, whose connections can be
   * used side by side. Where they would wait for each other's locks, they do not wait long.
   */
  DataSource dataSource();

  /** Runs a statement on a connection of its own, beside those of the backend. */
  default void onAnotherConnection(String sql) {
    try (Connection other = dataSource().getConnection();
        Statement statement = other.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The type of a column whose values the database makes, as in {@code id INTEGER PRIMARY KEY}. */
  String generatedKey();

  /** The type of a column for a few bytes. */
  String bytesType();

  /** The type of a column for an {@code Instant} with its microseconds. */
  String momentType();

  /** A query that gives a row after minutes, or rows for minutes, and can be cancelled. */
  String endlessQuery();

  /** What the backend sends once over each new connection; empty for nothing. */
  default String preparation() {
    return "";
  }

  /** Removes the database; does nothing where its server does that in the end. */
  @Override
  default void close() {}
}

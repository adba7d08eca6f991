// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend;

import com.zaxxer.hikari.HikariConfig;
import io.nestrel.dialect.Dialect;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * A module for one kind of database, found through {@link java.util.ServiceLoader}. Stateless and
 * thread-safe.
 */
public interface BackendProvider {

  /** The database's name, for messages. */
  String name();

  /** Whether it is this module's database; asked for URLs and for those of open connections. */
  boolean accepts(String jdbcUrl);

  /**
   * The settings of a pool for a database of this kind; the URL, the data source and whatever else
   * the database needs.
   *
   * @throws io.nestrel.error.ConfigurationException if the URL makes no sense
   */
  HikariConfig configure(String jdbcUrl, BackendOptions options);

  /** The dialect for the server, in the version that the connection has reached. */
  Dialect dialect(Connection connection) throws SQLException;
}

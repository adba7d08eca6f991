// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import io.nestrel.dialect.Dialect;
import io.nestrel.error.ConfigurationException;
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
   * Opens a pool of connections, with settings that suit the database. It is closed with the
   * backend.
   *
   * @throws ConfigurationException if the URL makes no sense
   * @throws PoolInitializationException if the database cannot be reached
   */
  HikariDataSource open(String jdbcUrl, BackendOptions options);

  /**
   * The dialect for the server, in the version that the connection has reached.
   *
   * @param jdbcUrl as the application gave it, or as the connection of its data source tells it
   */
  Dialect dialect(Connection connection, String jdbcUrl) throws SQLException;
}

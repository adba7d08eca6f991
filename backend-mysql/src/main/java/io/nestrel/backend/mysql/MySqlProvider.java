// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.mysql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.nestrel.backend.BackendOptions;
import io.nestrel.backend.BackendProvider;
import io.nestrel.dialect.Dialect;
import io.nestrel.error.ConfigurationException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.mariadb.jdbc.Configuration;

/**
 * Opens databases of MySQL 5.7 and later and MariaDB 10.5 and later, both with MariaDB's driver: it
 * is the one that tells the server's transaction status.
 */
public final class MySqlProvider implements BackendProvider {
  private static final String MARIADB = "jdbc:mariadb:";
  private static final String MYSQL = "jdbc:mysql:";

  /** For {@link java.util.ServiceLoader}. */
  public MySqlProvider() {}

  @Override
  public String name() {
    return "MySQL or MariaDB";
  }

  @Override
  public boolean accepts(String jdbcUrl) {
    return jdbcUrl.startsWith(MARIADB) || jdbcUrl.startsWith(MYSQL);
  }

  @Override
  public HikariDataSource open(String jdbcUrl, BackendOptions options) {
    HikariConfig config = options.poolConfig("nestrel-mysql");
    config.setJdbcUrl(
        jdbcUrl.startsWith(MYSQL) ? MARIADB + jdbcUrl.substring(MYSQL.length()) : jdbcUrl);
    MySqlSettings.complete(config);
    return new HikariDataSource(config);
  }

  @Override
  public Dialect dialect(Connection connection, String jdbcUrl) throws SQLException {
    if (!connection.isWrapperFor(org.mariadb.jdbc.Connection.class)) {
      throw new ConfigurationException(
          "The data source has connections of another driver than MariaDB Connector/J, which alone tells the server's transaction status: use org.mariadb.jdbc.MariaDbDataSource, also for a MySQL server");
    }
    Configuration configuration =
        connection.unwrap(org.mariadb.jdbc.Connection.class).getContext().getConf();
    MySqlSettings.check(configuration);
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT VERSION(), @@sql_mode")) {
      row.next();
      return new MySqlDialect(
          ServerVersion.parse(row.getString(1)),
          row.getString(2),
          configuration.allowMultiQueries(),
          configuration.useServerPrepStmts());
    }
  }
}

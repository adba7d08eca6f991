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
import java.util.Set;
import java.util.TreeSet;
import org.mariadb.jdbc.Configuration;
import org.mariadb.jdbc.export.HaMode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens databases of MySQL 5.7 and later and MariaDB 10.5 and later, both with MariaDB's driver: it
 * is the one that tells the server's transaction status.
 */
public final class MySqlProvider implements BackendProvider {
  private static final Logger log = LoggerFactory.getLogger(MySqlProvider.class);

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
    String url = forDriver(jdbcUrl);
    Configuration configuration = configuration(url);
    warnOfUnknown(configuration);
    HikariConfig config = options.poolConfig("nestrel-mysql");
    config.setJdbcUrl(url);
    if (configuration.haMode() != HaMode.NONE && configuration.initSql() == null) {
      // A driver that fails over has new sessions of which the pool does not know.
      config.addDataSourceProperty("initSql", MySqlDialect.PREPARATION);
    }
    // Else a batch is sent on after a deadlock has ended its transaction: what follows commits.
    config.addDataSourceProperty("disablePipeline", "true");
    return new HikariDataSource(config);
  }

  @Override
  public Dialect dialect(Connection connection, String jdbcUrl) throws SQLException {
    if (!connection.isWrapperFor(org.mariadb.jdbc.Connection.class)) {
      throw new ConfigurationException(
          "The data source has connections of another driver than MariaDB Connector/J, which alone tells the server's transaction status: use org.mariadb.jdbc.MariaDbDataSource, also for a MySQL server");
    }
    Configuration configuration = configuration(forDriver(jdbcUrl));
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT VERSION(), @@GLOBAL.sql_mode")) {
      row.next();
      return new MySqlDialect(
          ServerVersion.parse(row.getString(1)),
          row.getString(2),
          configuration.allowMultiQueries());
    }
  }

  private static String forDriver(String jdbcUrl) {
    return jdbcUrl.startsWith(MYSQL) ? MARIADB + jdbcUrl.substring(MYSQL.length()) : jdbcUrl;
  }

  /** Options of MySQL's own driver, and misspelt ones: MariaDB's says nothing about them. */
  private static void warnOfUnknown(Configuration configuration) {
    Set<Object> unknown = new TreeSet<>(configuration.nonMappedOptions().keySet());
    unknown.removeIf(name -> name.toString().equalsIgnoreCase("useSSL")); // understood all the same
    if (!unknown.isEmpty()) {
      log.warn(
          "The URL has options that are none of MariaDB Connector/J's own and probably do nothing: {}",
          unknown);
    }
  }

  private static Configuration configuration(String url) {
    Configuration configuration;
    try {
      configuration = Configuration.parse(url);
    } catch (SQLException e) {
      throw new ConfigurationException(
          "The URL makes no sense to the driver: " + e.getMessage(), e);
    }
    if (configuration == null) {
      throw new ConfigurationException(
          "The URL is none of a database: jdbc:mariadb://host:port/database");
    } else if (Boolean.TRUE.equals(configuration.useAffectedRows())) {
      throw new ConfigurationException(
          "useAffectedRows=true makes an UPDATE that finds its row unchanged look like one that finds no row: leave it out");
    } else if (configuration.transactionReplay()) {
      throw new ConfigurationException(
          "transactionReplay=true repeats a transaction behind its back after a failover: leave it out, and retry the whole transaction");
    }
    return configuration;
  }
}

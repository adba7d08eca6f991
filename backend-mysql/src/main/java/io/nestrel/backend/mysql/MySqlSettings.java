// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.mysql;

import com.zaxxer.hikari.HikariConfig;
import io.nestrel.error.ConfigurationException;
import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;
import org.mariadb.jdbc.Configuration;
import org.mariadb.jdbc.export.HaMode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The driver's settings that matter to transactions. What an application does not set, and is not
 * here, keeps the driver's default.
 */
final class MySqlSettings {
  private static final Logger log = LoggerFactory.getLogger(MySqlSettings.class);

  private MySqlSettings() {}

  /** Sets what the URL leaves open. */
  static void complete(HikariConfig config) {
    Configuration configuration = parse(config.getJdbcUrl());
    warnOfUnknown(configuration);
    if (configuration.haMode() != HaMode.NONE && configuration.initSql() == null) {
      // A driver that fails over has new sessions of which the pool does not know.
      config.addDataSourceProperty("initSql", MySqlDialect.PREPARATION);
    }
    config.addDataSourceProperty("disablePipeline", "true");
  }

  private static Configuration parse(String url) {
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
    }
    return configuration;
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

  /**
   * Checks the settings that a connection really has.
   *
   * @throws ConfigurationException if one of them would break a promise
   */
  static void check(Configuration configuration) {
    if (Boolean.TRUE.equals(configuration.useAffectedRows())) {
      throw new ConfigurationException(
          "useAffectedRows=true makes an UPDATE that finds its row unchanged look like one that finds no row: leave it out");
    } else if (configuration.transactionReplay()) {
      throw new ConfigurationException(
          "transactionReplay=true repeats a transaction behind its back after a failover: leave it out, and retry the whole transaction");
    } else if (!configuration.disablePipeline()) {
      throw new ConfigurationException(
          "The driver sends a batch on after a deadlock has ended its transaction, so that the rest commits by itself: say disablePipeline=true in the data source's URL");
    }
  }
}

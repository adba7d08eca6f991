// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.postgres;

import com.zaxxer.hikari.HikariConfig;
import io.nestrel.error.ConfigurationException;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.core.BaseConnection;
import org.postgresql.jdbc.AutoSave;

/**
 * The driver's settings that matter to transactions. What an application does not set, and is not
 * here, keeps the driver's default.
 */
final class PostgresSettings {
  private PostgresSettings() {}

  /** Sets what the URL leaves open. */
  static void complete(HikariConfig config) {
    String url = config.getJdbcUrl();
    refuseReadOnly(url);
    // So that it can be told in pg_stat_activity who holds a lock.
    setUnlessGiven(config, "ApplicationName", "Nestrel");
    // A server that vanished without a word is noticed some day; the driver's socketTimeout, which
    // would notice it sooner, would also end every statement that takes longer.
    setUnlessGiven(config, "tcpKeepAlive", "true");
  }

  private static void setUnlessGiven(HikariConfig config, String name, String value) {
    if (!isGiven(config.getJdbcUrl(), name + "=")) {
      config.addDataSourceProperty(name, value);
    }
  }

  /** The driver applies it to transactions that it begins itself, and Nestrel's are not. */
  private static void refuseReadOnly(String url) {
    if (isGiven(url, "readOnly=true")) {
      throw new ConfigurationException(
          "The driver's readOnly=true does not reach the transactions that Nestrel begins: use TransactionOptions.readOnly(true), or for all of them options=-c+default_transaction_read_only=on in the URL");
    }
  }

  private static boolean isGiven(String url, String setting) {
    return url.contains("?" + setting) || url.contains("&" + setting);
  }

  /**
   * Refuses {@code autosave}: the driver would take a savepoint of its own before each statement,
   * which costs a subtransaction and a message each, and {@code always} would undo a failed
   * statement where every other application on PostgreSQL has a failed scope.
   */
  static void check(Connection connection) throws SQLException {
    AutoSave autosave = connection.unwrap(BaseConnection.class).getQueryExecutor().getAutoSave();
    if (autosave != AutoSave.NEVER) {
      throw new ConfigurationException(
          "The driver's setting autosave=%s takes a savepoint of its own before each statement: leave it out, and run what may fail in a nested scope"
              .formatted(autosave.value()));
    }
  }
}

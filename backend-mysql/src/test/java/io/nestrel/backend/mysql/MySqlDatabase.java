// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.mysql;

import io.nestrel.testkit.TestDatabase;
import io.nestrel.testservers.TestServer;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.mariadb.jdbc.MariaDbDataSource;

/** A database of MariaDB or MySQL for one test. */
class MySqlDatabase implements TestDatabase {
  private final String url;

  MySqlDatabase(TestServer server) {
    this(server.freshDatabase());
  }

  MySqlDatabase(String url) {
    this.url = url;
  }

  @Override
  public final String url() {
    return url;
  }

  @Override
  public final DataSource dataSource() {
    try {
      return new MariaDbDataSource(
          url
              + (url.contains("?") ? "&" : "?")
              + "disablePipeline=true&sessionVariables=innodb_lock_wait_timeout=1");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Counts 10^15 rows; SLEEP and BENCHMARK would end without an error when they are cancelled. */
  @Override
  public final String endlessQuery() {
    String digits = "(SELECT 0 AS n" + " UNION ALL SELECT 1".repeat(9) + ")";
    StringBuilder query = new StringBuilder("SELECT COUNT(*) FROM " + digits + " t0");
    for (int i = 1; i < 15; i++) {
      query.append(" JOIN ").append(digits).append(" t").append(i);
    }
    return query + " WHERE t0.n + t7.n + t14.n >= 0";
  }

  @Override
  public final String generatedKey() {
    return "BIGINT AUTO_INCREMENT PRIMARY KEY";
  }

  @Override
  public final String bytesType() {
    return "VARBINARY(100)";
  }

  @Override
  public final String momentType() {
    return "DATETIME(6)";
  }

  @Override
  public final String preparation() {
    return MySqlDialect.PREPARATION;
  }
}

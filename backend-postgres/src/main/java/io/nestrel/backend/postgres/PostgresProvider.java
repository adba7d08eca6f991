// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.nestrel.backend.BackendOptions;
import io.nestrel.backend.BackendProvider;
import io.nestrel.dialect.Dialect;
import java.sql.Connection;
import java.sql.SQLException;

/** Opens PostgreSQL databases, version 12 and later. */
public final class PostgresProvider implements BackendProvider {

  /** For {@link java.util.ServiceLoader}. */
  public PostgresProvider() {}

  @Override
  public String name() {
    return "PostgreSQL";
  }

  @Override
  public boolean accepts(String jdbcUrl) {
    return jdbcUrl.startsWith("jdbc:postgresql:");
  }

  @Override
  public HikariDataSource open(String jdbcUrl, BackendOptions options) {
    HikariConfig config = options.poolConfig("nestrel-postgresql");
    config.setJdbcUrl(jdbcUrl);
    PostgresSettings.complete(config);
    return new HikariDataSource(config);
  }

  @Override
  public Dialect dialect(Connection connection, String jdbcUrl) throws SQLException {
    PostgresSettings.check(connection);
    return PostgresDialect.of(
        connection.getMetaData().getDatabaseMajorVersion(),
        connection.getMetaData().getDatabaseProductVersion());
  }
}

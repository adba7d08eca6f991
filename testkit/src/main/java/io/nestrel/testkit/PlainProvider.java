// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import com.zaxxer.hikari.HikariDataSource;
import io.nestrel.backend.BackendOptions;
import io.nestrel.backend.BackendProvider;
import io.nestrel.dialect.Dialect;
import io.nestrel.error.ConfigurationException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ServiceLoader;

/**
 * Any backend, without its savepoints: {@code jdbc:nestrel-plain:jdbc:sqlite::memory:}. Everything
 * else is left to the real module.
 */
public final class PlainProvider implements BackendProvider {
  /** Stands before the real URL. */
  public static final String PREFIX = "jdbc:nestrel-plain:";

  /** For {@link ServiceLoader}. */
  public PlainProvider() {}

  @Override
  public String name() {
    return "a database without savepoints";
  }

  @Override
  public boolean accepts(String jdbcUrl) {
    return jdbcUrl.startsWith(PREFIX);
  }

  @Override
  public HikariDataSource open(String jdbcUrl, BackendOptions options) {
    String url = realUrl(jdbcUrl);
    return real(url).open(url, options);
  }

  @Override
  public Dialect dialect(Connection connection, String jdbcUrl) throws SQLException {
    String url = realUrl(jdbcUrl);
    return new PlainDialect(real(url).dialect(connection, url));
  }

  private static String realUrl(String url) {
    return url.startsWith(PREFIX) ? url.substring(PREFIX.length()) : url;
  }

  private static BackendProvider real(String url) {
    return ServiceLoader.load(BackendProvider.class, PlainProvider.class.getClassLoader()).stream()
        .map(ServiceLoader.Provider::get)
        .filter(provider -> provider.accepts(url))
        .findFirst()
        .orElseThrow(() -> new ConfigurationException("No backend module for " + url));
  }
}

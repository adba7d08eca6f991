// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testservers;

/**
 * The servers, each started when it is first asked for and shared by everything in this JVM. When
 * the JVM ends, in whatever way, they end too, and their files are removed.
 *
 * <p>Each list of options (they count as the same if they are the same in the same order) has a
 * server of its own. Options are appended to those that all servers for tests have, and win.
 *
 * <p>The system properties {@code nestrel.test.postgres} (for both versions), {@code
 * nestrel.test.mariadb} and {@code nestrel.test.mysql} name, as a JDBC URL with user and password,
 * a server that is there already and is used instead where no options are asked for; one with
 * options is always the build's own. The databases made there are dropped when the JVM ends
 * normally.
 *
 * <p>All methods throw {@link ServerStartException}, the same one at every call, if the server does
 * not start. Thread-safe.
 */
public final class TestServers {

  private static final ServerKind POSTGRES_18 =
      new ServerKind(
          "nestrel.test.postgres", settings -> new PostgresProgram("postgres18", settings));
  private static final ServerKind POSTGRES_15 =
      new ServerKind(
          "nestrel.test.postgres", settings -> new PostgresProgram("postgres15", settings));
  private static final ServerKind MARIADB =
      new ServerKind("nestrel.test.mariadb", MariaDbProgram::new);
  private static final ServerKind MYSQL = new ServerKind("nestrel.test.mysql", MySqlProgram::new);

  private TestServers() {}

  /**
   * The newest PostgreSQL.
   *
   * @param settings as in its configuration file, e.g. {@code max_prepared_transactions=2}
   */
  public static TestServer postgres18(String... settings) {
    return POSTGRES_18.with(settings);
  }

  /** PostgreSQL 15. */
  public static TestServer postgres15() {
    return POSTGRES_15.with();
  }

  /**
   * MariaDB 11.4.
   *
   * @param options of its command line, e.g. {@code --innodb-rollback-on-timeout=ON}
   */
  public static TestServer mariadb(String... options) {
    return MARIADB.with(options);
  }

  /**
   * MySQL 8.0, with URLs for MariaDB's driver.
   *
   * @param options of its command line, e.g. {@code --innodb-rollback-on-timeout=ON}
   */
  public static TestServer mysql(String... options) {
    return MYSQL.with(options);
  }
}

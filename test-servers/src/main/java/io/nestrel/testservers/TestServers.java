// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testservers;

/**
 * The servers, each started when it is first asked for and shared by everything in this JVM. When
 * the JVM ends, in whatever way, they end too, and their files are removed.
 *
 * <p>The system properties {@code nestrel.test.postgres} (for both versions), {@code
 * nestrel.test.mariadb} and {@code nestrel.test.mysql} name, as a JDBC URL with user and password,
 * a server that is there already and is used instead. The databases made there are dropped when the
 * JVM ends normally.
 *
 * <p>All methods throw {@link ServerStartException}, the same one at every call, if the server does
 * not start. Thread-safe.
 */
public final class TestServers {

  private static final SharedServer POSTGRES_18 =
      new SharedServer("nestrel.test.postgres", () -> new PostgresProgram("postgres18"));
  private static final SharedServer POSTGRES_15 =
      new SharedServer("nestrel.test.postgres", () -> new PostgresProgram("postgres15"));
  private static final SharedServer MARIADB =
      new SharedServer("nestrel.test.mariadb", MariaDbProgram::new);
  private static final SharedServer MYSQL =
      new SharedServer("nestrel.test.mysql", MySqlProgram::new);

  private TestServers() {}

  /** The newest PostgreSQL. */
  public static TestServer postgres18() {
    return POSTGRES_18.get();
  }

  /** PostgreSQL 15. */
  public static TestServer postgres15() {
    return POSTGRES_15.get();
  }

  /** MariaDB 11.4. */
  public static TestServer mariadb() {
    return MARIADB.get();
  }

  /** MySQL 8.0, with URLs for MariaDB's driver. */
  public static TestServer mysql() {
    return MYSQL.get();
  }
}

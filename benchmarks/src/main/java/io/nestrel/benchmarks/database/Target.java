// SPDX-License-Identifier: Apache-2.0
package io.nestrel.benchmarks.database;

/** A database as contenders meet it: a kind of database, near or far away. */
public enum Target {
  SQLITE(DatabaseKind.SQLITE, false),
  POSTGRES(DatabaseKind.POSTGRES, false),
  MARIADB(DatabaseKind.MARIADB, false),
  MYSQL(DatabaseKind.MYSQL, false),
  POSTGRES_FAR(DatabaseKind.POSTGRES, true),
  MARIADB_FAR(DatabaseKind.MARIADB, true),
  MYSQL_FAR(DatabaseKind.MYSQL, true);

  private final DatabaseKind kind;
  private final boolean far;

  Target(DatabaseKind kind, boolean far) {
    this.kind = kind;
    this.far = far;
  }

  public DatabaseKind kind() {
    return kind;
  }

  /** Whether each round trip takes a millisecond longer. */
  boolean far() {
    return far;
  }

  /** As people call it. */
  public String title() {
    return far ? kind.title() + ", 1 ms away" : kind.title();
  }

  /** The system property by which a JVM that measures is told the URL. */
  public String property() {
    return "nestrel.benchmarks." + name();
  }

  /**
   * The database, for the JVM that measures.
   *
   * @throws IllegalStateException if it needs a server and was not told where that is
   */
  public AccountDatabase database() {
    String url =
        kind == DatabaseKind.SQLITE ? "jdbc:sqlite::memory:" : System.getProperty(property(), "");
    if (url.isEmpty()) {
      throw new IllegalStateException(
          "There is no server for %s: run io.nestrel.benchmarks.Benchmarks, which starts it, or set -D%s=jdbc:…"
              .formatted(title(), property()));
    }
    return AccountDatabase.at(kind, url);
  }
}

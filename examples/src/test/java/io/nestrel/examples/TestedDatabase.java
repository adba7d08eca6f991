// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples;

import io.nestrel.testservers.TestServers;
import java.nio.file.Path;

/** The databases that the examples are tested on. */
public enum TestedDatabase {
  SQLITE,
  POSTGRES_15,
  POSTGRES_18,
  MARIADB,
  MYSQL;

  /**
   * The URL of an empty database.
   *
   * @param folder an empty one, for databases that are files
   */
  public String newUrl(Path folder) {
    return switch (this) {
      case SQLITE -> "jdbc:sqlite:" + folder.resolve("test.db");
      case POSTGRES_15 -> TestServers.postgres15().freshDatabase();
      case POSTGRES_18 -> TestServers.postgres18().freshDatabase();
      case MARIADB -> TestServers.mariadb().freshDatabase();
      case MYSQL -> TestServers.mysql().freshDatabase();
    };
  }
}

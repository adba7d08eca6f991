// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples;

import io.nestrel.backend.Backend;

/** The database that a small program runs on. */
public final class ExampleDatabase {
  private ExampleDatabase() {}

  /**
   * Opens the database that {@code --url JDBC-URL} names, else one in memory. A program drops and
   * creates its tables there: give it a database of its own.
   */
  public static Backend open(String... args) {
    if (args.length == 0) {
      return Backend.open("jdbc:sqlite::memory:");
    } else if (args.length == 2 && args[0].equals("--url")) {
      return Backend.open(args[1]);
    }
    throw new IllegalArgumentException("Arguments: none, or --url JDBC-URL");
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testservers;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A JDBC URL with the database set apart.
 *
 * @param server up to the slash before the database, e.g. {@code jdbc:postgresql://host:5432}
 * @param database possibly empty
 * @param parameters empty, or from the question mark on
 */
record DatabaseUrl(String server, String database, String parameters) {

  private static final Pattern SHAPE =
      Pattern.compile("(?<server>jdbc:[^/?]+//[^/?]+)(/(?<database>[^?]*))?(?<parameters>\\?.*)?");

  /**
   * Takes a URL apart.
   *
   * @throws IllegalArgumentException if it is not of the shape {@code jdbc:kind://host/database?…}
   */
  static DatabaseUrl parse(String url) {
    Matcher matcher = SHAPE.matcher(url);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "A test server needs a URL like jdbc:postgresql://host:5432/database?user=…&password=…");
    }
    return new DatabaseUrl(
        matcher.group("server"), orEmpty(matcher, "database"), orEmpty(matcher, "parameters"));
  }

  private static String orEmpty(Matcher matcher, String group) {
    return matcher.start(group) < 0 ? "" : matcher.group(group);
  }

  boolean isPostgres() {
    return server.startsWith("jdbc:postgresql:");
  }

  /** Another database of the same server. */
  DatabaseUrl withDatabase(String name) {
    return new DatabaseUrl(server, name, parameters);
  }

  /** The whole URL. */
  String text() {
    return server + "/" + database + parameters;
  }
}

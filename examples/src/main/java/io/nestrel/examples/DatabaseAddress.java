// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples;

import io.nestrel.backend.Backend;
import io.nestrel.backend.BackendOptions;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a program's database is, and as whom to open it. Its text shows no password.
 *
 * @param user null where the URL says it, or the database has no users
 */
public record DatabaseAddress(String url, @Nullable String user, @Nullable String password) {
  /** The databases that the examples have tables for, by the beginning of the URL. */
  private static final Map<String, String> KINDS =
      Map.of(
          "jdbc:sqlite:", "sqlite",
          "jdbc:postgresql:", "postgresql",
          "jdbc:mariadb:", "mysql",
          "jdbc:mysql:", "mysql");

  /**
   * @throws IllegalArgumentException if the examples have no tables for that kind of database
   */
  public DatabaseAddress {
    kindOf(url);
  }

  public static DatabaseAddress of(String url) {
    return new DatabaseAddress(url, null, null);
  }

  /**
   * This address with an option of the command line applied.
   *
   * @throws IllegalArgumentException if the option is not one of a database
   */
  public DatabaseAddress with(String option, String value) {
    return switch (option) {
      case "--url" -> new DatabaseAddress(value, user, password);
      case "--user" -> new DatabaseAddress(url, value, password);
      case "--password" -> new DatabaseAddress(url, user, value);
      default -> throw new IllegalArgumentException("unexpected argument " + option);
    };
  }

  /** As in the names of the scripts: {@code sqlite}, {@code postgresql} or {@code mysql}. */
  String kind() {
    return kindOf(url);
  }

  /** The same database, for somebody who gives up soon where another one has the lock. */
  DatabaseAddress withoutPatience() {
    String setting =
        switch (kind()) {
          case "sqlite" -> "busy_timeout=100";
          case "postgresql" -> "options=-c+lock_timeout=100";
          default -> "sessionVariables=innodb_lock_wait_timeout=1";
        };
    String separator = url.contains("?") ? "&" : "?";
    return new DatabaseAddress(url + separator + setting, user, password);
  }

  private static String kindOf(String url) {
    for (Map.Entry<String, String> kind : KINDS.entrySet()) {
      if (url.startsWith(kind.getKey())) {
        return kind.getValue();
      }
    }
    throw new IllegalArgumentException(
        "there are no tables for %s: use a URL that begins with one of %s"
            .formatted(withoutParameters(url), KINDS.keySet().stream().sorted().toList()));
  }

  Backend open() {
    BackendOptions options = BackendOptions.defaults();
    options = user == null ? options : options.user(user);
    options = password == null ? options : options.password(password);
    return Backend.open(url, options);
  }

  /** The URL without its parameters, one of which may be a password. */
  @Override
  public String toString() {
    return withoutParameters(url);
  }

  private static String withoutParameters(String url) {
    return url.split("\\?", 2)[0];
  }
}

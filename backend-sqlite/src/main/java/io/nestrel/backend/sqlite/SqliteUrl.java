// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.sqlite;

import io.nestrel.error.ConfigurationException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.sqlite.SQLiteConfig;

/**
 * A URL of sqlite-jdbc: {@code jdbc:sqlite:FILE[?parameter=value&…]}. The driver's own parameters
 * (pragmas, and those of SQLite's file URIs) keep their meaning; Nestrel reads two of them itself:
 *
 * <ul>
 *   <li>{@code transaction_mode}: how scopes that may write begin; IMMEDIATE unless given
 *   <li>{@code read_transaction_mode}: how read-only scopes begin; DEFERRED unless given. Not known
 *       to the driver.
 * </ul>
 *
 * @param location everything between {@code jdbc:sqlite:} and the question mark
 * @param parameters in their order, names in lower case
 */
record SqliteUrl(String location, Map<String, String> parameters) {
  static final String PREFIX = "jdbc:sqlite:";

  private static final String WRITE_MODE = "transaction_mode";
  private static final String READ_MODE = "read_transaction_mode";

  /** SQLite's own, of {@code file:} (sqlite.org/uri.html). */
  private static final Set<String> OF_FILES =
      Set.of("cache", "immutable", "mode", "modeof", "nolock", "psow", "vfs");

  private static final Set<String> MODES = Set.of("DEFERRED", "IMMEDIATE", "EXCLUSIVE");

  static SqliteUrl parse(String url) {
    String rest = url.substring(PREFIX.length());
    int question = rest.indexOf('?');
    Map<String, String> parameters = new LinkedHashMap<>();
    if (question >= 0) {
      for (String parameter : rest.substring(question + 1).split("&", -1)) {
        String[] pair = parameter.split("=", 2);
        if (pair.length != 2) {
          throw new ConfigurationException(
              "\"%s\" in the URL of SQLite is no name=value".formatted(parameter));
        }
        parameters.put(pair[0].toLowerCase(Locale.ROOT), pair[1]);
      }
    }
    return new SqliteUrl(question < 0 ? rest : rest.substring(0, question), parameters);
  }

  /** Parameters of which neither the driver, SQLite nor Nestrel knows anything: misspelt ones. */
  Set<String> unknown() {
    Set<String> names = new TreeSet<>(parameters.keySet());
    names.removeAll(OF_FILES);
    names.remove(READ_MODE);
    for (SQLiteConfig.Pragma known : SQLiteConfig.Pragma.values()) {
      names.remove(known.getPragmaName().toLowerCase(Locale.ROOT));
    }
    return names;
  }

  /** A database that lives in memory, whatever the way it was asked for. */
  boolean isMemory() {
    return location.isEmpty()
        || location.equals(":memory:")
        || location.equals("file::memory:")
        || "memory".equals(parameters.get("mode"))
        || "memdb".equals(parameters.get("vfs"));
  }

  /** Whether the driver is to open the file with SQLITE_OPEN_READONLY. */
  boolean isReadOnly() {
    String flags = parameters.getOrDefault("open_mode", "");
    return flags.matches("\\d+") && (Long.parseLong(flags) & 1) != 0;
  }

  boolean has(String parameter) {
    return parameters.containsKey(parameter);
  }

  /**
   * The memory database as several connections can reach it (SQLite's "memdb" VFS): by its name if
   * it has one, else by one that nobody else has.
   */
  SqliteUrl asSharedMemory() {
    if ("memdb".equals(parameters.get("vfs"))) {
      return this;
    }
    Map<String, String> shared = new LinkedHashMap<>(parameters);
    shared.remove("mode");
    shared.remove("cache");
    shared.put("vfs", "memdb");
    boolean named = !location.isEmpty() && !location.endsWith(":memory:");
    String name = named ? location.replaceFirst("^file:/*", "") : "nestrel-" + UUID.randomUUID();
    return new SqliteUrl("file:/" + name, shared);
  }

  /** BEGIN for a scope that may write. */
  String beginWriting() {
    return begin(WRITE_MODE, "IMMEDIATE");
  }

  /** BEGIN for a scope that may only read. */
  String beginReading() {
    return begin(READ_MODE, "DEFERRED");
  }

  private String begin(String parameter, String otherwise) {
    String mode = parameters.getOrDefault(parameter, otherwise).toUpperCase(Locale.ROOT);
    if (!MODES.contains(mode)) {
      throw new ConfigurationException(
          "%s=%s in the URL of SQLite: use one of %s".formatted(parameter, mode, MODES));
    }
    return "BEGIN " + mode;
  }

  /** As the driver takes it. */
  String forDriver() {
    StringBuilder url = new StringBuilder(PREFIX).append(location);
    char separator = '?';
    for (Map.Entry<String, String> parameter : parameters.entrySet()) {
      if (parameter.getKey().equals(READ_MODE)) {
        continue;
      }
      url.append(separator).append(parameter.getKey()).append('=').append(parameter.getValue());
      separator = '&';
    }
    return url.toString();
  }
}

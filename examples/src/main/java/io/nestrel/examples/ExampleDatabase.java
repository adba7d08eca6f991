// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nestrel.backend.Backend;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;

/**
 * The database that a program runs on, which is also the default one of its models. Most programs
 * drop and create their tables there: give them a database of their own.
 */
public final class ExampleDatabase implements AutoCloseable {
  /** A new database that is gone when the program ends. */
  public static final String IN_MEMORY = "jdbc:sqlite::memory:";

  private static final Pattern STATEMENT_END = Pattern.compile(";\\s*");

  private final DatabaseAddress address;
  private final Backend backend;

  private ExampleDatabase(DatabaseAddress address) {
    this.address = address;
    backend = address.open();
    Backend.setDefault(backend);
  }

  public static ExampleDatabase open(DatabaseAddress address) {
    return new ExampleDatabase(address);
  }

  /**
   * Opens the database that the arguments of a program name.
   *
   * @param url what is opened without {@code --url}
   * @throws IllegalArgumentException if the arguments are wrong
   */
  public static ExampleDatabase open(String url, String... args) {
    DatabaseAddress address = DatabaseAddress.of(url);
    if (args.length % 2 != 0) {
      throw new IllegalArgumentException("Arguments: --url JDBC-URL --user NAME --password TEXT");
    }
    for (int i = 0; i < args.length; i += 2) {
      address = address.with(args[i], args[i + 1]);
    }
    return open(address);
  }

  public Backend backend() {
    return backend;
  }

  /**
   * Opens the same database as another application would; a lock is waited for a second at most.
   * Not for one in memory, which nobody else can reach.
   */
  public Backend openElsewhere() {
    return address.withoutPatience().open();
  }

  /**
   * Runs the script {@code tables-….sql} for this kind of database that lies beside a program. Not
   * in a transaction: MariaDB and MySQL would commit it.
   */
  public void createTables(Class<?> program) {
    String script = "tables-%s.sql".formatted(address.kind());
    STATEMENT_END.splitAsStream(read(program, script)).forEach(backend::execute);
  }

  private static String read(Class<?> program, String name) {
    try (InputStream script = program.getResourceAsStream(name)) {
      if (script == null) {
        throw new IllegalStateException("%s has no %s beside it".formatted(program, name));
      }
      return new String(script.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    backend.close();
  }
}

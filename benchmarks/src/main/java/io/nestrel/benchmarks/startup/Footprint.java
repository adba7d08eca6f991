// SPDX-License-Identifier: Apache-2.0
package io.nestrel.benchmarks.startup;

import com.zaxxer.hikari.HikariConfig;
import io.nestrel.backend.Backend;
import io.nestrel.backend.mysql.MySqlProvider;
import io.nestrel.backend.postgres.PostgresProvider;
import io.nestrel.backend.sqlite.SqliteProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.jspecify.annotations.NullMarked;
import org.slf4j.Logger;

/** The jars that an application has because of Nestrel, by a class of each. */
public final class Footprint {
  private static final List<Class<?>> CORE =
      List.of(
          Backend.class,
          HikariConfig.class,
          ByteBuddy.class,
          ByteBuddyAgent.class,
          Logger.class,
          NullMarked.class);

  private static final Map<String, List<Class<?>>> BACKENDS =
      Map.of(
          "SQLite", List.of(SqliteProvider.class, org.sqlite.JDBC.class),
          "PostgreSQL", List.of(PostgresProvider.class, org.postgresql.Driver.class),
          "MariaDB and MySQL", List.of(MySqlProvider.class, org.mariadb.jdbc.Driver.class));

  private Footprint() {}

  /**
   * A jar.
   *
   * @param needed what needs it: "every database", or one
   */
  public record Jar(String needed, String name, long bytes) {}

  /** All of them. */
  public static List<Jar> jars() {
    return Stream.concat(
            CORE.stream().map(type -> jar("every database", type)),
            BACKENDS.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(
                    backend ->
                        backend.getValue().stream().map(type -> jar(backend.getKey(), type))))
        .toList();
  }

  private static Jar jar(String needed, Class<?> type) {
    Path path = location(type);
    try {
      return Files.isDirectory(path)
          // module/target/classes
          ? new Jar(needed, "nestrel-" + path.getName(path.getNameCount() - 3), packed(path))
          : new Jar(needed, path.getFileName().toString(), Files.size(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The jar or, in the build, the folder that a class is from. */
  private static Path location(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("Cannot tell where %s is from".formatted(type), e);
    }
  }

  /** What the jar of a folder would have. */
  private static long packed(Path folder) throws IOException {
    Path jar = Files.createTempFile("nestrel", ".jar");
    try (Stream<Path> files = Files.walk(folder);
        ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        zip.putNextEntry(new ZipEntry(folder.relativize(file).toString()));
        Files.copy(file, zip);
      }
      zip.finish();
      return Files.size(jar);
    } finally {
      Files.delete(jar);
    }
  }

  /** The class path of an application on SQLite whose classes are where the given one is. */
  static String sqliteClassPath(Class<?> application) {
    return Stream.of(List.of(application), CORE, BACKENDS.getOrDefault("SQLite", List.of()))
        .flatMap(List::stream)
        .map(type -> location(type).toString())
        .reduce((one, other) -> one + System.getProperty("path.separator") + other)
        .orElseThrow();
  }
}

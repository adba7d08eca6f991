// SPDX-License-Identifier: Apache-2.0
package io.nestrel.enhance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.pool.TypePool;

/** The class files that a test run finds first. */
record ClassFolder(Path path) {
  /** The folder that a class was loaded from. */
  static ClassFolder of(Class<?> type) {
    try {
      return new ClassFolder(
          Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()));
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The class files by the names of their classes. */
  Map<String, byte[]> files() {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(path)) {
      for (Path file : all.filter(f -> f.toString().endsWith(".class")).toList()) {
        String name = path.relativize(file).toString().replaceAll("[/\\\\]", ".");
        files.put(name.substring(0, name.length() - ".class".length()), Files.readAllBytes(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  /** Models, and the classes that could write their fields, with the methods that lack calls. */
  Map<String, Set<String>> missing() {
    return missing(files());
  }

  static Map<String, Set<String>> missing(Map<String, byte[]> files) {
    TypePool types =
        TypePool.Default.WithLazyResolution.of(
            ClassFileLocator.ForClassLoader.of(ClassFolder.class.getClassLoader()));
    Map<String, Set<String>> missing = new TreeMap<>();
    files.forEach(
        (name, file) -> {
          ModelNest nest = ModelNest.of(types.describe(name).resolve());
          if (!nest.isEmpty()) {
            missing.put(name, WriteHooks.missing(file, nest));
          }
        });
    return missing;
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend;

import io.nestrel.error.ConfigurationException;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/** The modules for databases that are on the class or module path. */
final class Providers {
  private Providers() {}

  static BackendProvider forUrl(String jdbcUrl) {
    List<BackendProvider> found =
        Stream.concat(
                load(Thread.currentThread().getContextClassLoader()),
                load(Providers.class.getClassLoader()))
            .toList();
    return found.stream()
        .filter(provider -> provider.accepts(jdbcUrl))
        .findFirst()
        .orElseThrow(
            () ->
                new ConfigurationException(
                    "No backend module for %s is on the class path; found are %s. Add io.nestrel:nestrel-backend-sqlite for jdbc:sqlite:…, nestrel-backend-postgres for jdbc:postgresql:…, nestrel-backend-mysql for jdbc:mariadb:… and jdbc:mysql:…"
                        .formatted(
                            withoutSecrets(jdbcUrl),
                            found.stream().map(BackendProvider::name).distinct().toList())));
  }

  /**
   * A URL as it may stand in a message: without what comes behind its question mark or before an @.
   */
  static String withoutSecrets(String jdbcUrl) {
    return jdbcUrl.replaceFirst("\\?.*", "?…").replaceFirst("//[^/@]*@", "//…@");
  }

  private static Stream<BackendProvider> load(
      @org.jspecify.annotations.Nullable ClassLoader loader) {
    return ServiceLoader.load(BackendProvider.class, loader).stream()
        .map(ServiceLoader.Provider::get);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where in the application a scope was begun. */
final class Origin {
  private static final Set<String> OWN_PACKAGES =
      Set.of("io.nestrel", "io.nestrel.backend", "io.nestrel.query", "io.nestrel.transaction");

  private Origin() {}

  /**
   * The call that leads into Nestrel now.
   *
   * @param traced null is the answer if not
   */
  static @Nullable String of(boolean traced) {
    return traced
        ? StackWalker.getInstance()
            .walk(
                frames ->
                    frames
                        .filter(frame -> !OWN_PACKAGES.contains(packageOf(frame.getClassName())))
                        .findFirst()
                        .map(frame -> frame.toStackTraceElement().toString())
                        .orElse(null))
        : null;
  }

  private static String packageOf(String className) {
    return className.substring(0, Math.max(0, className.lastIndexOf('.')));
  }
}

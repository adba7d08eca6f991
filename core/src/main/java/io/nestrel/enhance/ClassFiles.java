// SPDX-License-Identifier: Apache-2.0
package io.nestrel.enhance;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The files that classes were loaded from. */
final class ClassFiles {
  private ClassFiles() {}

  /** Null if its class loader does not give it. */
  static byte @Nullable [] of(Class<?> type) {
    String file = type.getName().substring(type.getPackageName().length()).replace(".", "");
    try (InputStream stream = type.getResourceAsStream(file + ".class")) {
      return stream == null ? null : stream.readAllBytes();
    } catch (IOException e) {
      return null; // then it is transformed, which is needless at worst
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.enhance;

import java.lang.instrument.Instrumentation;
import org.jspecify.annotations.Nullable;

/**
 * Enhances models when they are loaded: {@code java -javaagent:nestrel-core.jar}. What it depends
 * on is found on the application's class path.
 */
public final class NestrelAgent {
  private static volatile @Nullable Instrumentation instrumentation;

  private NestrelAgent() {}

  /** For the VM. */
  public static void premain(@Nullable String arguments, Instrumentation given) {
    instrumentation = given;
    given.addTransformer(new LoadTransformer(), true);
  }

  /** What the VM gave the agent; null if there is none. */
  static @Nullable Instrumentation instrumentation() {
    return instrumentation;
  }
}

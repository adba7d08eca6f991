// SPDX-License-Identifier: Apache-2.0
package io.nestrel.enhance;

import static net.bytebuddy.matcher.ElementMatchers.any;
import static net.bytebuddy.matcher.ElementMatchers.isBootstrapClassLoader;
import static net.bytebuddy.matcher.ElementMatchers.isExtensionClassLoader;
import static net.bytebuddy.matcher.ElementMatchers.nameStartsWith;

import java.lang.instrument.Instrumentation;
import net.bytebuddy.agent.builder.AgentBuilder;
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
    new AgentBuilder.Default()
        .disableClassFormatChanges()
        .with(AgentBuilder.TypeStrategy.Default.DECORATE)
        .with(AgentBuilder.RedefinitionStrategy.RETRANSFORMATION)
        .ignore(any(), isBootstrapClassLoader().or(isExtensionClassLoader()))
        .or(nameStartsWith("net.bytebuddy."))
        .type(type -> !ModelNest.of(type).isEmpty())
        .transform(
            (builder, type, loader, module, domain) -> builder.visit(new NestrelPlugin.Wrapper()))
        .installOn(given);
  }

  /** What the VM gave the agent; null if there is none. */
  static @Nullable Instrumentation instrumentation() {
    return instrumentation;
  }
}

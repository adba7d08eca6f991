// SPDX-License-Identifier: Apache-2.0
package io.nestrel.enhance;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Transforms classes that are loaded. It stays with the VM: when another agent or a debugger
 * transforms one of them again, the VM starts from the original class file. Thread-safe.
 */
final class Retransformer implements ClassFileTransformer {
  private final Instrumentation instrumentation;

  /** Whether a class is to be transformed. */
  private final ClassValue<AtomicBoolean> chosen =
      new ClassValue<>() {
        @Override
        protected AtomicBoolean computeValue(Class<?> type) {
          return new AtomicBoolean();
        }
      };

  /** What the VM would swallow; it calls back in the thread that asked. */
  private static final ThreadLocal<@Nullable Throwable> FAILURE = new ThreadLocal<>();

  Retransformer(Instrumentation instrumentation) {
    this.instrumentation = instrumentation;
    instrumentation.addTransformer(this, true);
  }

  /**
   * Transforms all of them, or throws.
   *
   * @throws IllegalStateException with the cause, if one cannot be transformed
   */
  void retransform(Collection<Class<?>> types) {
    types.forEach(type -> chosen.get(type).set(true));
    Throwable problem;
    try {
      instrumentation.retransformClasses(types.toArray(Class<?>[]::new));
      problem = FAILURE.get();
    } catch (UnmodifiableClassException | LinkageError | InternalError e) {
      problem = e;
    } finally {
      FAILURE.remove();
    }
    if (problem != null) {
      throw new IllegalStateException("The VM does not take the changed class", problem);
    }
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      String name,
      @Nullable Class<?> loaded,
      ProtectionDomain domain,
      byte[] classFile) {
    if (loaded == null || !chosen.get(loaded).get()) {
      return null;
    }
    try {
      return WriteHooks.add(classFile, ModelNest.of(loaded));
    } catch (RuntimeException | LinkageError e) {
      LoggerFactory.getLogger(Retransformer.class)
          .error("Cannot enhance {}: rollbacks will not rewind its fields", loaded.getName(), e);
      FAILURE.set(e);
      return null;
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.enhance;

import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.pool.TypePool;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Transforms classes when they are loaded, and when somebody transforms them again. Stateless. */
final class LoadTransformer implements ClassFileTransformer {
  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      @Nullable String name,
      @Nullable Class<?> loaded,
      ProtectionDomain domain,
      byte[] classFile) {
    if (loader == null || name == null || isOfJava(loader) || isTransforming(loader, name)) {
      return null;
    }
    try {
      ModelNest nest = nest(loader, name.replace('/', '.'), classFile);
      return nest.isEmpty() ? null : WriteHooks.add(classFile, nest);
    } catch (RuntimeException | LinkageError e) {
      // The VM would swallow it. The first use of a model tries again, and throws if it must.
      LoggerFactory.getLogger(LoadTransformer.class).error("Cannot enhance {}", name, e);
      return null;
    }
  }

  private static boolean isOfJava(ClassLoader loader) {
    return loader == ClassLoader.getPlatformClassLoader();
  }

  /** What works here cannot work on itself. */
  private static boolean isTransforming(ClassLoader loader, String name) {
    return loader == LoadTransformer.class.getClassLoader()
        && (name.startsWith("net/bytebuddy/") || name.startsWith("io/nestrel/enhance/"));
  }

  /** Read from class files: the classes around this one may not be loaded yet. */
  private static ModelNest nest(ClassLoader loader, String name, byte[] classFile) {
    ClassFileLocator files =
        new ClassFileLocator.Compound(
            ClassFileLocator.Simple.of(name, classFile),
            ClassFileLocator.ForClassLoader.of(loader));
    TypePool types = TypePool.Default.WithLazyResolution.of(files);
    return ModelNest.of(types.describe(name).resolve());
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.enhance;

import io.nestrel.ActiveRecord;
import io.nestrel.enhance.base.Stamped;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.implementation.MethodCall;
import org.jspecify.annotations.Nullable;

/**
 * Loads the sample classes anew, through a door, together with a hook that tells {@link Writes}.
 * Their class files are found as the door has left them.
 */
class SampleLoader extends ClassLoader {
  private static final String HOOK = "io.nestrel.WriteHook";

  /** What a build does with a class file. */
  interface Build {
    byte[] transform(String name, byte[] classFile);
  }

  private final Build build;
  private final Map<String, byte[]> files = new HashMap<>();

  SampleLoader(Build build) {
    super(SampleLoader.class.getClassLoader());
    this.build = build;
  }

  Class<?> sample() {
    return load(Sample.class);
  }

  Class<?> load(Class<?> type) {
    try {
      return loadClass(type.getName());
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  static byte[] original(String name) {
    try (InputStream stream =
        SampleLoader.class.getResourceAsStream("/" + name.replace('.', '/') + ".class")) {
      return Objects.requireNonNull(stream, name).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      Class<?> known = findLoadedClass(name);
      if (known != null) {
        return known;
      }
      if (name.equals(HOOK)) {
        return define(name, hook());
      }
      if (isSample(name)) {
        byte[] file = build.transform(name, original(name));
        files.put(name.replace('.', '/') + ".class", file);
        return define(name, file);
      }
      return super.loadClass(name, resolve);
    }
  }

  @Override
  public @Nullable InputStream getResourceAsStream(String name) {
    byte[] file = files.get(name);
    return file == null ? super.getResourceAsStream(name) : new ByteArrayInputStream(file);
  }

  private static boolean isSample(String name) {
    return name.equals(Sample.class.getName())
        || name.startsWith(Sample.class.getName() + "$")
        || name.equals(Stamped.class.getName());
  }

  private Class<?> define(String name, byte[] file) {
    return defineClass(name, file, 0, file.length);
  }

  private static byte[] hook() {
    try {
      return new ByteBuddy()
          .subclass(Object.class)
          .name(HOOK)
          .defineMethod("beforeWrite", void.class, Modifier.PUBLIC | Modifier.STATIC)
          .withParameters(ActiveRecord.class)
          .intercept(
              MethodCall.invoke(Writes.class.getMethod("record", ActiveRecord.class))
                  .withArgument(0))
          .make()
          .getBytes();
    } catch (NoSuchMethodException e) {
      throw new AssertionError(e);
    }
  }
}

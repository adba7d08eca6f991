// SPDX-License-Identifier: Apache-2.0
package io.nestrel.enhance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.bytebuddy.build.Plugin;
import net.bytebuddy.dynamic.ClassFileLocator;

/** Sample classes that went through a door, and what they then tell of. */
final class Doors {
  private Doors() {}

  /** As compiled. */
  static Class<?> none() {
    return new SampleLoader((name, file) -> file).sample();
  }

  static Class<?> build() {
    return new SampleLoader(Doors::plugin).sample();
  }

  static Class<?> runtime() {
    Class<?> sample = none();
    Enhancer.enhance(sample);
    return sample;
  }

  /** What a build makes of a class file. */
  static byte[] plugin(String name, byte[] file) {
    try {
      Plugin.Engine.Target.InMemory target = new Plugin.Engine.Target.InMemory();
      new Plugin.Engine.Default()
          .with(ClassFileLocator.ForClassLoader.of(Doors.class.getClassLoader()))
          .apply(
              new Plugin.Engine.Source.InMemory(Map.of(name.replace('.', '/') + ".class", file)),
              target,
              List.of(new Plugin.Factory.Simple(new NestrelPlugin())));
      return target.toTypeMap().getOrDefault(name, file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The methods that do not tell of as many writes of their object as they say. */
  static List<String> mismatches(Class<?> sample) {
    List<String> wrong = new ArrayList<>();
    Arrays.stream(sample.getDeclaredMethods())
        .filter(method -> method.isAnnotationPresent(Hooked.class))
        .forEach(
            method -> {
              Object object = create(sample);
              Writes.take();
              call(method, object);
              List<?> told = Writes.take();
              int expected = method.getAnnotation(Hooked.class).value();
              if (told.size() != expected || told.stream().anyMatch(o -> o != object)) {
                wrong.add("%s tells of %s".formatted(method.getName(), told));
              }
            });
    return wrong;
  }

  static Object create(Class<?> type) {
    try {
      Constructor<?> constructor = type.getDeclaredConstructor();
      constructor.setAccessible(true);
      return constructor.newInstance();
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(type.getName(), e);
    }
  }

  /** Calls the method of a name. */
  static void call(String name, Object object, Object... arguments) {
    call(
        Arrays.stream(object.getClass().getDeclaredMethods())
            .filter(method -> method.getName().equals(name))
            .findFirst()
            .orElseThrow(),
        object,
        arguments);
  }

  private static void call(Method method, Object object, Object... arguments) {
    try {
      method.setAccessible(true);
      method.invoke(object, method.getParameterCount() == 0 ? new Object[0] : fill(arguments));
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new LinkageError(method.getName(), e);
    }
  }

  private static Object[] fill(Object[] arguments) {
    return arguments.length == 0 ? new Object[] {"text"} : arguments;
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.enhance;

import io.nestrel.error.ModelDefinitionException;
import java.lang.instrument.Instrumentation;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Enhances models when they are first used, unless it has been done before: by {@link
 * NestrelPlugin} or {@link NestrelAgent}. Thread-safe.
 */
public final class Enhancer {
  private static final Logger LOG = LoggerFactory.getLogger(Enhancer.class);
  private static final AtomicBoolean LOGGED = new AtomicBoolean();

  /** Whether a class needs nothing any more. */
  private static final ClassValue<AtomicBoolean> DONE =
      new ClassValue<>() {
        @Override
        protected AtomicBoolean computeValue(Class<?> type) {
          return new AtomicBoolean();
        }
      };

  private static @Nullable Retransformer retransformer;

  /** Why nobody can attach to this VM. To ask again would take its time and change nothing. */
  private static @Nullable IllegalStateException refusal;

  private Enhancer() {}

  /**
   * Makes sure that the writes to the mapped fields of a model are hooked, those that it inherits
   * included. Methods that are running go on as they were. Initialises no class.
   *
   * @throws ModelDefinitionException if that cannot be done in this VM
   */
  public static void enhance(Class<?> model) {
    if (DONE.get(model).get()) {
      return;
    }
    Set<Class<?>> writers;
    List<Class<?>> plain;
    try {
      writers = writers(model);
      plain = writers.stream().filter(type -> !isHooked(type)).toList();
    } catch (IllegalArgumentException | LinkageError e) {
      throw new ModelDefinitionException(
          "%s: its class files cannot be read (%s): if they are of a newer Java version, take a newer net.bytebuddy:byte-buddy"
              .formatted(model.getName(), e),
          e);
    }
    boolean late = !plain.isEmpty() && transform(model, plain);
    writers.forEach(type -> DONE.get(type).set(true));
    if (late) {
      tell(model, plain);
    }
  }

  /** An agent has hooked the classes when they were loaded; this is about those that run. */
  private static void tell(Class<?> model, Collection<Class<?>> plain) {
    if (!LOGGED.getAndSet(true)) {
      LOG.info(
          "Enhancing models at run time, from {} on; to save that time and the VM's warning, add Nestrel's plugin to the build (docs/enhancement.md)",
          model.getName());
    }
    List<String> running = RunningMethods.withWrites(plain);
    if (!running.isEmpty()) {
      LOG.warn(
          "{} was enhanced while {} was running: a rollback does not rewind what that call writes, but what later calls do. Add Nestrel's plugin to the build (docs/enhancement.md)",
          model.getName(),
          String.join(", ", running));
    }
  }

  /** Whether nothing is left to do for a model; {@link #enhance} does it. */
  public static boolean isEnhanced(Class<?> model) {
    return DONE.get(model).get() || writers(model).stream().allMatch(Enhancer::isHooked);
  }

  /** The classes that could write mapped fields of the model. */
  private static Set<Class<?>> writers(Class<?> model) {
    Set<Class<?>> writers = new LinkedHashSet<>();
    for (Class<?> c = model; c != null; c = c.getSuperclass()) {
      if (ModelNest.isModel(c)) {
        writers.addAll(List.of(c.getNestMembers()));
      }
    }
    return writers;
  }

  /** Whether it is known that no write of the class lacks its call. */
  private static boolean isHooked(Class<?> type) {
    if (DONE.get(type).get()) {
      return true;
    }
    byte[] classFile = ClassFiles.of(type);
    return classFile != null && WriteHooks.add(classFile, ModelNest.of(type)) == null;
  }

  /** Gives whether it took attaching to the VM. */
  private static boolean transform(Class<?> model, Collection<Class<?>> types) {
    try {
      synchronized (Enhancer.class) {
        retransformer().retransform(types);
      }
    } catch (IllegalStateException | LinkageError e) {
      throw new ModelDefinitionException(
          ("%s: its classes were not enhanced when they were built, so that a rollback could not rewind its fields, and doing it now failed (%s). "
                  + "Add Nestrel's plugin to the build (docs/enhancement.md), or start the VM with -javaagent:nestrel-core.jar")
              .formatted(model.getName(), e.getMessage()),
          e);
    }
    return NestrelAgent.instrumentation() == null;
  }

  private static Retransformer retransformer() {
    Retransformer known = retransformer;
    if (known == null) {
      Instrumentation given = NestrelAgent.instrumentation();
      known = new Retransformer(given == null ? attach() : given);
      retransformer = known;
    }
    return known;
  }

  @SuppressWarnings("StaticAssignmentOfThrowable") // every model fails for that reason from now on
  private static Instrumentation attach() {
    if (refusal == null) {
      try {
        return ByteBuddyAgent.install();
      } catch (IllegalStateException | LinkageError e) {
        refusal = new IllegalStateException(e.getMessage(), e);
      }
    }
    throw refusal;
  }
}

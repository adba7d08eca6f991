// SPDX-License-Identifier: Apache-2.0
package io.nestrel.enhance;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/** What this thread is in the middle of; a call that runs stays as it was when it began. */
final class RunningMethods {
  private static final StackWalker STACK =
      StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

  private RunningMethods() {}

  /** Those methods of the classes, as compiled, that run and write to mapped fields. */
  static List<String> withWrites(Collection<Class<?>> types) {
    return STACK.walk(
        frames ->
            frames
                .filter(frame -> types.contains(frame.getDeclaringClass()) && writes(frame))
                .map(frame -> frame.getDeclaringClass().getName() + "." + frame.getMethodName())
                .distinct()
                .toList());
  }

  private static boolean writes(StackWalker.StackFrame frame) {
    Class<?> type = frame.getDeclaringClass();
    byte[] classFile = ClassFiles.of(type);
    Set<String> methods =
        classFile == null ? Set.of() : WriteHooks.missing(classFile, ModelNest.of(type));
    return methods.contains(frame.getMethodName() + frame.getDescriptor());
  }
}

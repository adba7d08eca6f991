// SPDX-License-Identifier: Apache-2.0
package io.nestrel.enhance;

import java.util.HashSet;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.utility.OpenedClassReader;
import org.jspecify.annotations.Nullable;

/**
 * The transformation: before each write to a mapped field stands a call that tells of it. Writes
 * that have the call already are left alone. The class gets no new member, so that loaded classes
 * can be transformed too.
 *
 * <p>Constructors are not hooked for the object that they make: it is new, and until the
 * constructor of its superclass has run, nothing may be called with it.
 */
final class WriteHooks extends ClassVisitor {
  private final ModelNest nest;
  private final Set<String> changed = new HashSet<>();

  WriteHooks(ClassVisitor next, ModelNest nest) {
    super(OpenedClassReader.ASM_API, next);
    this.nest = nest;
  }

  /** The class file with its calls; null if nothing is missing. */
  static byte @Nullable [] add(byte[] classFile, ModelNest nest) {
    ClassReader reader = OpenedClassReader.of(classFile);
    ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
    WriteHooks hooks = new WriteHooks(writer, nest);
    reader.accept(hooks, 0);
    return hooks.changed.isEmpty() ? null : writer.toByteArray();
  }

  /** The methods in which calls are missing, each as its name and descriptor in one. */
  static Set<String> missing(byte[] classFile, ModelNest nest) {
    WriteHooks hooks = new WriteHooks(new ClassWriter(0), nest);
    OpenedClassReader.of(classFile).accept(hooks, 0);
    return hooks.changed;
  }

  @Override
  public MethodVisitor visitMethod(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
    HookedMethod.Writes writes =
        name.equals("<init>")
            ? (owner, field) -> nest.isMapped(owner, field) && !nest.lineage().contains(owner)
            : nest::isMapped;
    return new HookedMethod(next, writes, () -> changed.add(name + descriptor));
  }
}

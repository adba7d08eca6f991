// SPDX-License-Identifier: Apache-2.0
package io.nestrel.mapping;

import static net.bytebuddy.jar.asm.Opcodes.*;

import io.nestrel.error.ModelDefinitionException;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Type;

/**
 * A class that is written for a model, with the class writer that Byte Buddy carries, and defined
 * as its hidden nest mate (JEP 371, JEP 181): it may touch private fields as the model itself may.
 */
final class GeneratedClass {
  private final Class<?> model;
  private final ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
  private final String modelName;
  private final String name;

  GeneratedClass(Class<?> model, Class<?> superclass) {
    this.model = model;
    this.modelName = Type.getInternalName(model);
    this.name = modelName + "$" + superclass.getSimpleName();
    String superName = Type.getInternalName(superclass);
    writer.visit(V17, ACC_FINAL | ACC_SUPER | ACC_SYNTHETIC, name, null, superName, null);
    MethodVisitor m = writer.visitMethod(0, "<init>", "()V", null, null);
    m.visitCode();
    m.visitVarInsn(ALOAD, 0);
    m.visitMethodInsn(INVOKESPECIAL, superName, "<init>", "()V", false);
    m.visitInsn(RETURN);
    end(m);
  }

  /** The internal name of the model. */
  String modelName() {
    return modelName;
  }

  /** The internal name of the class itself. */
  String name() {
    return name;
  }

  void field(Member member) {
    writer.visitField(0, member.name(), member.descriptor(), null, null).visitEnd();
  }

  /** Begins a public method; {@link #end} ends it. */
  MethodVisitor method(String methodName, String descriptor) {
    MethodVisitor m = writer.visitMethod(ACC_PUBLIC, methodName, descriptor, null, null);
    m.visitCode();
    return m;
  }

  static void end(MethodVisitor m) {
    m.visitMaxs(0, 0);
    m.visitEnd();
  }

  /** Makes a new object with a constructor without parameters; leaves it on the stack. */
  static void newObject(MethodVisitor m, String type) {
    m.visitTypeInsn(NEW, type);
    m.visitInsn(DUP);
    m.visitMethodInsn(INVOKESPECIAL, type, "<init>", "()V", false);
  }

  /** Throws an exception that only a mistake in here can bring about. */
  static void fail(MethodVisitor m) {
    newObject(m, "java/lang/IllegalStateException");
    m.visitInsn(ATHROW);
  }

  /** Defines the class and makes its first instance. */
  Object define() {
    writer.visitEnd();
    try {
      Lookup hidden =
          ModelLookup.in(model)
              .defineHiddenClass(writer.toByteArray(), true, Lookup.ClassOption.NESTMATE);
      return hidden
          .findConstructor(hidden.lookupClass(), MethodType.methodType(void.class))
          .invoke();
    } catch (ModelDefinitionException e) {
      throw e;
    } catch (Throwable e) {
      throw new ModelDefinitionException(
          "%s: no accessor could be generated: %s".formatted(model.getName(), e), e);
    }
  }
}

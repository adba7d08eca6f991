// SPDX-License-Identifier: Apache-2.0
package io.nestrel.mapping;

import static net.bytebuddy.jar.asm.Opcodes.*;

import io.nestrel.error.ModelDefinitionException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Type;

/**
 * A lookup that may do in a model what the model itself may. Across modules {@code privateLookupIn}
 * gives one that cannot define hidden classes; so a small class is defined beside the model, which
 * gives away its own.
 */
final class ModelLookup {
  private static final String METHOD = "lookup";
  private static final MethodType NO_PARAMETERS = MethodType.methodType(Lookup.class);

  private ModelLookup() {}

  /**
   * A lookup with full privilege in a class.
   *
   * @throws ModelDefinitionException if the class's module does not open its package
   */
  static Lookup in(Class<?> model) throws Throwable {
    Module own = ModelLookup.class.getModule();
    own.addReads(model.getModule());
    Lookup lookup;
    try {
      lookup = MethodHandles.privateLookupIn(model, MethodHandles.lookup());
    } catch (IllegalAccessException e) {
      throw new ModelDefinitionException(
          "%s is in a package that Nestrel may not look into: add `opens %s to %s;` to its module-info"
              .formatted(model.getName(), model.getPackageName(), own.getName()),
          e);
    }
    return lookup.hasFullPrivilegeAccess() ? lookup : insider(model, lookup);
  }

  private static Lookup insider(Class<?> model, Lookup outsider) throws Throwable {
    String name = model.getName() + "$NestrelLookup";
    Class<?> insider;
    try {
      insider = outsider.findClass(name);
    } catch (ClassNotFoundException e) {
      insider = outsider.defineClass(bytecode(name.replace('.', '/')));
    }
    Lookup inside = (Lookup) outsider.findStatic(insider, METHOD, NO_PARAMETERS).invoke();
    return MethodHandles.privateLookupIn(model, inside);
  }

  /** A class whose only method returns {@code MethodHandles.lookup()}. */
  private static byte[] bytecode(String internalName) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    writer.visit(
        V17, ACC_FINAL | ACC_SUPER | ACC_SYNTHETIC, internalName, null, "java/lang/Object", null);
    String descriptor = NO_PARAMETERS.toMethodDescriptorString();
    MethodVisitor m = writer.visitMethod(ACC_STATIC, METHOD, descriptor, null, null);
    m.visitCode();
    m.visitMethodInsn(
        INVOKESTATIC, Type.getInternalName(MethodHandles.class), "lookup", descriptor, false);
    m.visitInsn(ARETURN);
    m.visitMaxs(0, 0);
    m.visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }
}

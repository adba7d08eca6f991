// SPDX-License-Identifier: Apache-2.0
package io.nestrel.mapping;

import static net.bytebuddy.jar.asm.Opcodes.*;

import io.nestrel.type.PrimitiveTypes;
import io.nestrel.type.TypeAdapter;
import java.lang.invoke.MethodType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Locale;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Type;

/**
 * A field or record component, and the bytecode that handles one.
 *
 * @param type as declared, erased
 * @param hasOwnAdapter whether an adapter was named on it; a primitive then takes the way of
 *     objects
 */
record Member(String name, Class<?> type, boolean hasOwnAdapter) {
  static final String OBJECT = "java/lang/Object";
  static final String ACCESS = Type.getInternalName(FieldAccess.class);
  static final String PRIMITIVES = Type.getInternalName(PrimitiveTypes.class);
  static final String ADAPTER = Type.getInternalName(TypeAdapter.class);
  static final String ROW = Type.getDescriptor(ResultSet.class);
  static final String STATEMENT = Type.getDescriptor(PreparedStatement.class);

  String descriptor() {
    return Type.getDescriptor(type);
  }

  /** Whether values need no adapter and so no box. */
  private boolean isDirect() {
    return type.isPrimitive() && !hasOwnAdapter;
  }

  void get(MethodVisitor m, String owner) {
    m.visitFieldInsn(GETFIELD, owner, name, descriptor());
  }

  void put(MethodVisitor m, String owner) {
    m.visitFieldInsn(PUTFIELD, owner, name, descriptor());
  }

  /**
   * Reads a column; leaves the value on the stack.
   *
   * @param primitives local variable
   * @param adapters local variable
   * @param row local variable
   */
  void read(
      MethodVisitor m,
      int primitives,
      int adapters,
      int row,
      Runnable pushAdapterIndex,
      Runnable pushColumn) {
    if (isDirect()) {
      m.visitVarInsn(ALOAD, primitives);
      m.visitVarInsn(ALOAD, row);
      pushColumn.run();
      call(m, "read", "(%sI)%s".formatted(ROW, descriptor()));
    } else {
      m.visitVarInsn(ALOAD, adapters);
      pushAdapterIndex.run();
      m.visitInsn(AALOAD);
      m.visitVarInsn(ALOAD, row);
      pushColumn.run();
      m.visitMethodInsn(INVOKEINTERFACE, ADAPTER, "read", "(%sI)L%s;".formatted(ROW, OBJECT), true);
      unbox(m);
    }
  }

  /**
   * Binds a parameter; primitives (or else adapter), statement, index and value are on the stack.
   */
  void write(MethodVisitor m) {
    if (isDirect()) {
      call(m, "write", "(%sI%s)V".formatted(STATEMENT, descriptor()));
    } else {
      box(m);
      m.visitMethodInsn(
          INVOKESTATIC,
          ACCESS,
          "write",
          "(L%s;%sIL%s;)V".formatted(ADAPTER, STATEMENT, OBJECT),
          false);
    }
  }

  /** Pushes what {@link #write} needs first: the primitives, or the adapter. */
  void pushWriter(MethodVisitor m, int primitives, int adapter) {
    m.visitVarInsn(ALOAD, isDirect() ? primitives : adapter);
  }

  void box(MethodVisitor m) {
    if (type.isPrimitive()) {
      m.visitMethodInsn(
          INVOKESTATIC, boxName(), "valueOf", "(%s)L%s;".formatted(descriptor(), boxName()), false);
    }
  }

  void unbox(MethodVisitor m) {
    if (!type.isPrimitive()) {
      m.visitTypeInsn(CHECKCAST, Type.getInternalName(type));
      return;
    }
    m.visitLdcInsn(name);
    m.visitMethodInsn(
        INVOKESTATIC,
        ACCESS,
        "required",
        "(L%s;Ljava/lang/String;)L%1$s;".formatted(OBJECT),
        false);
    m.visitTypeInsn(CHECKCAST, boxName());
    m.visitMethodInsn(
        INVOKEVIRTUAL, boxName(), type.getName() + "Value", "()" + descriptor(), false);
  }

  /** Makes the value on the stack a long, a double or an Object; gives the descriptor of that. */
  String widen(MethodVisitor m) {
    if (!type.isPrimitive()) {
      return "L" + OBJECT + ";";
    } else if (type == double.class || type == float.class) {
      m.visitInsn(type == float.class ? F2D : NOP);
      return "D";
    }
    m.visitInsn(type == long.class ? NOP : I2L);
    return "J";
  }

  /** Calls the method of {@link PrimitiveTypes} for this type, such as {@code readLong}. */
  private void call(MethodVisitor m, String verb, String methodDescriptor) {
    String primitive = type.getName();
    String method =
        verb + primitive.substring(0, 1).toUpperCase(Locale.ROOT) + primitive.substring(1);
    m.visitMethodInsn(INVOKEVIRTUAL, PRIMITIVES, method, methodDescriptor, false);
  }

  private String boxName() {
    return Type.getInternalName(MethodType.methodType(type).wrap().returnType());
  }
}

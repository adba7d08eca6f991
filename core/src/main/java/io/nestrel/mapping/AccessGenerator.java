// SPDX-License-Identifier: Apache-2.0
package io.nestrel.mapping;

import static net.bytebuddy.jar.asm.Opcodes.*;

import io.nestrel.error.ModelDefinitionException;
import io.nestrel.type.PrimitiveTypes;
import io.nestrel.type.TypeAdapter;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.List;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Type;

/**
 * Generates {@link FieldAccess} and {@link RecordFactory} classes with the class writer that Byte
 * Buddy carries. They are hidden nest mates of the model (JEP 371, JEP 181), so private fields are
 * read and written as the model itself would.
 */
final class AccessGenerator {
  /** A field or record component: its type as declared, erased. */
  record Member(String name, Class<?> type, boolean hasOwnAdapter) {
    boolean isDirect() {
      return type.isPrimitive() && !hasOwnAdapter;
    }

    String descriptor() {
      return Type.getDescriptor(type);
    }
  }

  private static final String OBJECT = "java/lang/Object";
  private static final String ACCESS = Type.getInternalName(FieldAccess.class);
  private static final String FACTORY = Type.getInternalName(RecordFactory.class);
  private static final String PRIMITIVES = Type.getInternalName(PrimitiveTypes.class);
  private static final String ADAPTER = Type.getInternalName(TypeAdapter.class);
  private static final String ROW = Type.getDescriptor(ResultSet.class);
  private static final String STATEMENT = Type.getDescriptor(PreparedStatement.class);

  private final Class<?> model;
  private final List<Member> members;
  private final String modelName;
  private final String selfName;
  private final ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);

  private AccessGenerator(Class<?> model, List<Member> members, String suffix) {
    this.model = model;
    this.members = members;
    this.modelName = Type.getInternalName(model);
    this.selfName = modelName + suffix;
  }

  /**
   * @param instantiable whether the class is concrete and has a constructor without parameters
   */
  static FieldAccess fieldAccess(Class<?> model, List<Member> fields, boolean instantiable) {
    return (FieldAccess) new AccessGenerator(model, fields, "$Access").access(instantiable);
  }

  static RecordFactory recordFactory(Class<?> type, List<Member> components) {
    return (RecordFactory) new AccessGenerator(type, components, "$Factory").factory();
  }

  private Object access(boolean instantiable) {
    begin(ACCESS);
    for (Member member : members) {
      writer.visitField(0, member.name(), member.descriptor(), null, null).visitEnd();
    }
    newInstance(instantiable);
    capture();
    restore();
    fieldMethod("identical", "(L%s;I)Z".formatted(OBJECT), 2, this::identical);
    fieldMethod("get", "(L%s;I)L%1$s;".formatted(OBJECT), 2, this::get);
    fieldMethod("set", "(L%s;IL%1$s;)V".formatted(OBJECT), 2, this::set);
    fieldMethod("held", "(I)L%s;".formatted(OBJECT), 1, this::held);
    fieldMethod("hold", "(IL%s;)V".formatted(OBJECT), 1, this::hold);
    read();
    fieldMethod(
        "write",
        "(L%s;I%sIL%s;L%s;)V".formatted(OBJECT, STATEMENT, PRIMITIVES, ADAPTER),
        2,
        this::write);
    return define();
  }

  private Object factory() {
    begin(FACTORY);
    MethodVisitor m =
        method("create", "(%s[IL%s;[L%s;)L%s;".formatted(ROW, PRIMITIVES, ADAPTER, OBJECT));
    m.visitTypeInsn(NEW, modelName);
    m.visitInsn(DUP);
    StringBuilder constructor = new StringBuilder("(");
    for (int i = 0; i < members.size(); i++) {
      Member member = members.get(i);
      int component = i;
      readValue(
          m,
          member,
          3,
          4,
          1,
          () -> push(m, component),
          () -> {
            m.visitVarInsn(ALOAD, 2);
            push(m, component);
            m.visitInsn(IALOAD);
          });
      constructor.append(member.descriptor());
    }
    m.visitMethodInsn(
        INVOKESPECIAL, modelName, "<init>", constructor.append(")V").toString(), false);
    m.visitInsn(ARETURN);
    end(m);
    return define();
  }

  private void newInstance(boolean instantiable) {
    MethodVisitor m = method("newInstance", "()L%s;".formatted(OBJECT));
    if (instantiable) {
      m.visitTypeInsn(NEW, modelName);
      m.visitInsn(DUP);
      m.visitMethodInsn(INVOKESPECIAL, modelName, "<init>", "()V", false);
      m.visitInsn(ARETURN);
    } else {
      fail(m);
    }
    end(m);
  }

  private void capture() {
    MethodVisitor m = method("capture", "(L%s;)L%s;".formatted(OBJECT, ACCESS));
    m.visitTypeInsn(NEW, selfName);
    m.visitInsn(DUP);
    m.visitMethodInsn(INVOKESPECIAL, selfName, "<init>", "()V", false);
    for (Member member : members) {
      m.visitInsn(DUP);
      loadFromRecord(m, member);
      m.visitFieldInsn(PUTFIELD, selfName, member.name(), member.descriptor());
    }
    m.visitInsn(ARETURN);
    end(m);
  }

  private void restore() {
    MethodVisitor m = method("restore", "(L%s;)V".formatted(OBJECT));
    for (Member member : members) {
      loadRecord(m);
      loadFromSelf(m, member);
      m.visitFieldInsn(PUTFIELD, modelName, member.name(), member.descriptor());
    }
    m.visitInsn(RETURN);
    end(m);
  }

  private void read() {
    MethodVisitor m =
        method("read", "(L%s;%sIL%s;[L%s;I)V".formatted(OBJECT, ROW, PRIMITIVES, ADAPTER));
    for (int i = 0; i < members.size(); i++) {
      Member member = members.get(i);
      int field = i;
      loadRecord(m);
      readValue(m, member, 4, 5, 2, () -> add(m, 6, field), () -> add(m, 3, field));
      m.visitFieldInsn(PUTFIELD, modelName, member.name(), member.descriptor());
    }
    m.visitInsn(RETURN);
    end(m);
  }

  /**
   * Leaves one value on the stack: through the primitives where that is enough, else an adapter.
   */
  private void readValue(
      MethodVisitor m,
      Member member,
      int primitives,
      int adapters,
      int row,
      Runnable adapterIndex,
      Runnable column) {
    if (member.isDirect()) {
      m.visitVarInsn(ALOAD, primitives);
      m.visitVarInsn(ALOAD, row);
      column.run();
      m.visitMethodInsn(
          INVOKEVIRTUAL,
          PRIMITIVES,
          "read" + capitalized(member.type()),
          "(%sI)%s".formatted(ROW, member.descriptor()),
          false);
    } else {
      m.visitVarInsn(ALOAD, adapters);
      adapterIndex.run();
      m.visitInsn(AALOAD);
      m.visitVarInsn(ALOAD, row);
      column.run();
      m.visitMethodInsn(INVOKEINTERFACE, ADAPTER, "read", "(%sI)L%s;".formatted(ROW, OBJECT), true);
      unbox(m, member);
    }
  }

  private void identical(MethodVisitor m, Member member) {
    loadFromRecord(m, member);
    widen(m, member.type());
    loadFromSelf(m, member);
    String kind = widen(m, member.type());
    m.visitMethodInsn(INVOKESTATIC, ACCESS, "same", "(%s%1$s)Z".formatted(kind), false);
    m.visitInsn(IRETURN);
  }

  /** Makes the value on the stack a long, a double or an Object; gives the descriptor of that. */
  private static String widen(MethodVisitor m, Class<?> type) {
    if (!type.isPrimitive()) {
      return "L" + OBJECT + ";";
    } else if (type == double.class || type == float.class) {
      m.visitInsn(type == float.class ? F2D : NOP);
      return "D";
    }
    m.visitInsn(type == long.class ? NOP : I2L);
    return "J";
  }

  private void get(MethodVisitor m, Member member) {
    loadFromRecord(m, member);
    box(m, member);
    m.visitInsn(ARETURN);
  }

  private void set(MethodVisitor m, Member member) {
    loadRecord(m);
    m.visitVarInsn(ALOAD, 3);
    unbox(m, member);
    m.visitFieldInsn(PUTFIELD, modelName, member.name(), member.descriptor());
    m.visitInsn(RETURN);
  }

  private void held(MethodVisitor m, Member member) {
    loadFromSelf(m, member);
    box(m, member);
    m.visitInsn(ARETURN);
  }

  private void hold(MethodVisitor m, Member member) {
    m.visitVarInsn(ALOAD, 0);
    m.visitVarInsn(ALOAD, 2);
    unbox(m, member);
    m.visitFieldInsn(PUTFIELD, selfName, member.name(), member.descriptor());
    m.visitInsn(RETURN);
  }

  private void write(MethodVisitor m, Member member) {
    if (member.isDirect()) {
      m.visitVarInsn(ALOAD, 5);
      m.visitVarInsn(ALOAD, 3);
      m.visitVarInsn(ILOAD, 4);
      loadFromRecord(m, member);
      m.visitMethodInsn(
          INVOKEVIRTUAL,
          PRIMITIVES,
          "write" + capitalized(member.type()),
          "(%sI%s)V".formatted(STATEMENT, member.descriptor()),
          false);
    } else {
      m.visitVarInsn(ALOAD, 6);
      m.visitVarInsn(ALOAD, 3);
      m.visitVarInsn(ILOAD, 4);
      loadFromRecord(m, member);
      box(m, member);
      m.visitMethodInsn(
          INVOKESTATIC,
          ACCESS,
          "write",
          "(L%s;%sIL%s;)V".formatted(ADAPTER, STATEMENT, OBJECT),
          false);
    }
    m.visitInsn(RETURN);
  }

  private interface FieldCode {
    void emit(MethodVisitor method, Member member);
  }

  /** A method that does one thing for the field whose number is in the given local variable. */
  private void fieldMethod(String name, String descriptor, int fieldVariable, FieldCode code) {
    MethodVisitor m = method(name, descriptor);
    Label[] labels = new Label[members.size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = new Label();
    }
    Label otherwise = new Label();
    if (labels.length > 0) {
      m.visitVarInsn(ILOAD, fieldVariable);
      m.visitTableSwitchInsn(0, labels.length - 1, otherwise, labels);
      for (int i = 0; i < labels.length; i++) {
        m.visitLabel(labels[i]);
        m.visitFrame(F_SAME, 0, null, 0, null);
        code.emit(m, members.get(i));
      }
      m.visitLabel(otherwise);
      m.visitFrame(F_SAME, 0, null, 0, null);
    }
    fail(m);
    end(m);
  }

  private void begin(String superName) {
    writer.visit(V17, ACC_FINAL | ACC_SUPER | ACC_SYNTHETIC, selfName, null, superName, null);
    MethodVisitor m = writer.visitMethod(0, "<init>", "()V", null, null);
    m.visitCode();
    m.visitVarInsn(ALOAD, 0);
    m.visitMethodInsn(INVOKESPECIAL, superName, "<init>", "()V", false);
    m.visitInsn(RETURN);
    end(m);
  }

  private MethodVisitor method(String name, String descriptor) {
    MethodVisitor m = writer.visitMethod(ACC_PUBLIC, name, descriptor, null, null);
    m.visitCode();
    return m;
  }

  private static void end(MethodVisitor m) {
    m.visitMaxs(0, 0);
    m.visitEnd();
  }

  private static void fail(MethodVisitor m) {
    String exception = "java/lang/IllegalStateException";
    m.visitTypeInsn(NEW, exception);
    m.visitInsn(DUP);
    m.visitMethodInsn(INVOKESPECIAL, exception, "<init>", "()V", false);
    m.visitInsn(ATHROW);
  }

  private void loadRecord(MethodVisitor m) {
    m.visitVarInsn(ALOAD, 1);
    m.visitTypeInsn(CHECKCAST, modelName);
  }

  private void loadFromRecord(MethodVisitor m, Member member) {
    loadRecord(m);
    m.visitFieldInsn(GETFIELD, modelName, member.name(), member.descriptor());
  }

  private void loadFromSelf(MethodVisitor m, Member member) {
    m.visitVarInsn(ALOAD, 0);
    m.visitFieldInsn(GETFIELD, selfName, member.name(), member.descriptor());
  }

  private static void box(MethodVisitor m, Member member) {
    if (member.type().isPrimitive()) {
      String box = boxName(member);
      m.visitMethodInsn(
          INVOKESTATIC, box, "valueOf", "(%s)L%s;".formatted(member.descriptor(), box), false);
    }
  }

  private static void unbox(MethodVisitor m, Member member) {
    if (member.type().isPrimitive()) {
      m.visitLdcInsn(member.name());
      m.visitMethodInsn(
          INVOKESTATIC,
          ACCESS,
          "required",
          "(L%s;Ljava/lang/String;)L%1$s;".formatted(OBJECT),
          false);
      m.visitTypeInsn(CHECKCAST, boxName(member));
      m.visitMethodInsn(
          INVOKEVIRTUAL,
          boxName(member),
          member.type().getName() + "Value",
          "()" + member.descriptor(),
          false);
    } else {
      m.visitTypeInsn(CHECKCAST, Type.getInternalName(member.type()));
    }
  }

  private static String boxName(Member member) {
    return Type.getInternalName(
        java.lang.invoke.MethodType.methodType(member.type()).wrap().returnType());
  }

  private static String capitalized(Class<?> primitive) {
    String name = primitive.getName();
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }

  private static void add(MethodVisitor m, int variable, int number) {
    m.visitVarInsn(ILOAD, variable);
    push(m, number);
    m.visitInsn(IADD);
  }

  private static void push(MethodVisitor m, int number) {
    m.visitLdcInsn(number);
  }

  private Object define() {
    writer.visitEnd();
    try {
      Module own = AccessGenerator.class.getModule();
      own.addReads(model.getModule());
      Lookup lookup = MethodHandles.privateLookupIn(model, MethodHandles.lookup());
      Lookup hidden =
          lookup.defineHiddenClass(writer.toByteArray(), true, Lookup.ClassOption.NESTMATE);
      return hidden
          .findConstructor(hidden.lookupClass(), java.lang.invoke.MethodType.methodType(void.class))
          .invoke();
    } catch (IllegalAccessException e) {
      throw new ModelDefinitionException(
          "%s is in a package that Nestrel may not look into: add `opens %s to %s;` to its module-info"
              .formatted(
                  model.getName(),
                  model.getPackageName(),
                  AccessGenerator.class.getModule().getName()),
          e);
    } catch (Throwable e) {
      throw new ModelDefinitionException(
          "%s: no accessor could be generated: %s".formatted(model.getName(), e), e);
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.mapping;

import static io.nestrel.mapping.Member.ACCESS;
import static io.nestrel.mapping.Member.ADAPTER;
import static io.nestrel.mapping.Member.OBJECT;
import static io.nestrel.mapping.Member.PRIMITIVES;
import static io.nestrel.mapping.Member.ROW;
import static io.nestrel.mapping.Member.STATEMENT;
import static net.bytebuddy.jar.asm.Opcodes.*;

import java.util.List;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;

/** Writes the {@link FieldAccess} of a class that declares mapped fields. */
final class FieldAccessGenerator {
  private final GeneratedClass generated;
  private final List<Member> fields;

  private FieldAccessGenerator(Class<?> declaring, List<Member> fields) {
    this.generated = new GeneratedClass(declaring, FieldAccess.class);
    this.fields = fields;
  }

  /**
   * Makes the accessor.
   *
   * @param instantiable whether the class is concrete and has a constructor without parameters
   */
  static FieldAccess generate(Class<?> declaring, List<Member> fields, boolean instantiable) {
    FieldAccessGenerator generator = new FieldAccessGenerator(declaring, fields);
    generator.wholeRecord(instantiable);
    generator.singleFields();
    return (FieldAccess) generator.generated.define();
  }

  private void wholeRecord(boolean instantiable) {
    fields.forEach(generated::field);
    newInstance(instantiable);
    capture();
    restore();
    read();
  }

  private void singleFields() {
    forEachField("identical", "(L%s;I)Z".formatted(OBJECT), 2, this::identical);
    forEachField("get", "(L%s;I)L%1$s;".formatted(OBJECT), 2, this::get);
    forEachField("set", "(L%s;IL%1$s;)V".formatted(OBJECT), 2, this::set);
    forEachField("held", "(I)L%s;".formatted(OBJECT), 1, this::held);
    forEachField("hold", "(IL%s;)V".formatted(OBJECT), 1, this::hold);
    String write = "(L%s;I%sIL%s;L%s;)V".formatted(OBJECT, STATEMENT, PRIMITIVES, ADAPTER);
    forEachField("write", write, 2, this::write);
  }

  private void newInstance(boolean instantiable) {
    MethodVisitor m = generated.method("newInstance", "()L%s;".formatted(OBJECT));
    if (instantiable) {
      GeneratedClass.newObject(m, generated.modelName());
      m.visitInsn(ARETURN);
    } else {
      GeneratedClass.fail(m);
    }
    GeneratedClass.end(m);
  }

  private void capture() {
    MethodVisitor m = generated.method("capture", "(L%s;)L%s;".formatted(OBJECT, ACCESS));
    GeneratedClass.newObject(m, generated.name());
    for (Member field : fields) {
      m.visitInsn(DUP);
      loadFromRecord(m, field);
      field.put(m, generated.name());
    }
    m.visitInsn(ARETURN);
    GeneratedClass.end(m);
  }

  private void restore() {
    MethodVisitor m = generated.method("restore", "(L%s;)V".formatted(OBJECT));
    for (Member field : fields) {
      loadRecord(m);
      loadHeld(m, field);
      field.put(m, generated.modelName());
    }
    m.visitInsn(RETURN);
    GeneratedClass.end(m);
  }

  private void read() {
    int row = 2;
    int firstColumn = 3;
    int primitives = 4;
    int adapters = 5;
    int firstAdapter = 6;
    MethodVisitor m =
        generated.method(
            "read", "(L%s;%sIL%s;[L%s;I)V".formatted(OBJECT, ROW, PRIMITIVES, ADAPTER));
    for (int i = 0; i < fields.size(); i++) {
      int number = i;
      loadRecord(m);
      fields
          .get(i)
          .read(
              m,
              primitives,
              adapters,
              row,
              () -> sum(m, firstAdapter, number),
              () -> sum(m, firstColumn, number));
      fields.get(i).put(m, generated.modelName());
    }
    m.visitInsn(RETURN);
    GeneratedClass.end(m);
  }

  private void identical(MethodVisitor m, Member field) {
    loadFromRecord(m, field);
    field.widen(m);
    loadHeld(m, field);
    String kind = field.widen(m);
    m.visitMethodInsn(INVOKESTATIC, ACCESS, "same", "(%s%1$s)Z".formatted(kind), false);
    m.visitInsn(IRETURN);
  }

  private void get(MethodVisitor m, Member field) {
    loadFromRecord(m, field);
    field.box(m);
    m.visitInsn(ARETURN);
  }

  private void set(MethodVisitor m, Member field) {
    loadRecord(m);
    m.visitVarInsn(ALOAD, 3);
    field.unbox(m);
    field.put(m, generated.modelName());
    m.visitInsn(RETURN);
  }

  private void held(MethodVisitor m, Member field) {
    loadHeld(m, field);
    field.box(m);
    m.visitInsn(ARETURN);
  }

  private void hold(MethodVisitor m, Member field) {
    m.visitVarInsn(ALOAD, 0);
    m.visitVarInsn(ALOAD, 2);
    field.unbox(m);
    field.put(m, generated.name());
    m.visitInsn(RETURN);
  }

  private void write(MethodVisitor m, Member field) {
    field.pushWriter(m, 5, 6);
    m.visitVarInsn(ALOAD, 3);
    m.visitVarInsn(ILOAD, 4);
    loadFromRecord(m, field);
    field.write(m);
    m.visitInsn(RETURN);
  }

  private interface FieldCode {
    void emit(MethodVisitor method, Member field);
  }

  /** A method that does one thing for the field whose number is in the given local variable. */
  private void forEachField(String name, String descriptor, int numberVariable, FieldCode code) {
    MethodVisitor m = generated.method(name, descriptor);
    if (!fields.isEmpty()) {
      Label[] labels = fields.stream().map(field -> new Label()).toArray(Label[]::new);
      Label otherwise = new Label();
      m.visitVarInsn(ILOAD, numberVariable);
      m.visitTableSwitchInsn(0, labels.length - 1, otherwise, labels);
      for (int i = 0; i < labels.length; i++) {
        m.visitLabel(labels[i]);
        m.visitFrame(F_SAME, 0, null, 0, null);
        code.emit(m, fields.get(i));
      }
      m.visitLabel(otherwise);
      m.visitFrame(F_SAME, 0, null, 0, null);
    }
    GeneratedClass.fail(m);
    GeneratedClass.end(m);
  }

  private void loadRecord(MethodVisitor m) {
    m.visitVarInsn(ALOAD, 1);
    m.visitTypeInsn(CHECKCAST, generated.modelName());
  }

  private void loadFromRecord(MethodVisitor m, Member field) {
    loadRecord(m);
    field.get(m, generated.modelName());
  }

  private void loadHeld(MethodVisitor m, Member field) {
    m.visitVarInsn(ALOAD, 0);
    field.get(m, generated.name());
  }

  private static void sum(MethodVisitor m, int variable, int number) {
    m.visitVarInsn(ILOAD, variable);
    m.visitLdcInsn(number);
    m.visitInsn(IADD);
  }
}

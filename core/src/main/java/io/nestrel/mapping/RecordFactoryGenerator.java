// SPDX-License-Identifier: Apache-2.0
package io.nestrel.mapping;

import static net.bytebuddy.jar.asm.Opcodes.*;

import java.util.List;
import net.bytebuddy.jar.asm.MethodVisitor;

/** Writes the {@link RecordFactory} of a record class. */
final class RecordFactoryGenerator {
  private RecordFactoryGenerator() {}

  static RecordFactory generate(Class<?> type, List<Member> components) {
    GeneratedClass generated = new GeneratedClass(type, RecordFactory.class);
    int row = 1;
    int columns = 2;
    int primitives = 3;
    int adapters = 4;
    MethodVisitor m =
        generated.method(
            "create",
            "(%s[IL%s;[L%s;)L%s;"
                .formatted(Member.ROW, Member.PRIMITIVES, Member.ADAPTER, Member.OBJECT));
    m.visitTypeInsn(NEW, generated.modelName());
    m.visitInsn(DUP);
    StringBuilder constructor = new StringBuilder("(");
    for (int i = 0; i < components.size(); i++) {
      int component = i;
      components
          .get(i)
          .read(
              m,
              primitives,
              adapters,
              row,
              () -> m.visitLdcInsn(component),
              () -> {
                m.visitVarInsn(ALOAD, columns);
                m.visitLdcInsn(component);
                m.visitInsn(IALOAD);
              });
      constructor.append(components.get(i).descriptor());
    }
    m.visitMethodInsn(
        INVOKESPECIAL, generated.modelName(), "<init>", constructor.append(")V").toString(), false);
    m.visitInsn(ARETURN);
    GeneratedClass.end(m);
    return (RecordFactory) generated.define();
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.enhance;

import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.build.Plugin;
import net.bytebuddy.description.field.FieldDescription;
import net.bytebuddy.description.field.FieldList;
import net.bytebuddy.description.method.MethodList;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.pool.TypePool;

/**
 * Enhances models when an application is built: name it in Byte Buddy's plugin for Maven or Gradle.
 * Classes that are enhanced already stay as they are. Thread-safe.
 */
public final class NestrelPlugin implements Plugin {
  /** For the build tool. */
  public NestrelPlugin() {}

  /** Models, and the classes that could write their private fields. */
  @Override
  public boolean matches(TypeDescription type) {
    return !ModelNest.of(type).isEmpty();
  }

  @Override
  public DynamicType.Builder<?> apply(
      DynamicType.Builder<?> builder, TypeDescription type, ClassFileLocator locator) {
    return builder.visit(new Wrapper());
  }

  @Override
  public void close() {}

  /** The transformation, as Byte Buddy calls it. */
  static final class Wrapper extends AsmVisitorWrapper.AbstractBase {
    @Override
    public int mergeWriter(int flags) {
      return flags | ClassWriter.COMPUTE_MAXS;
    }

    @Override
    public ClassVisitor wrap(
        TypeDescription type,
        ClassVisitor next,
        Implementation.Context context,
        TypePool types,
        FieldList<FieldDescription.InDefinedShape> fields,
        MethodList<?> methods,
        int writerFlags,
        int readerFlags) {
      return new WriteHooks(next, ModelNest.of(type));
    }
  }
}

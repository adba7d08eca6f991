// SPDX-License-Identifier: Apache-2.0
package io.nestrel.enhance;

import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.utility.OpenedClassReader;

/**
 * Puts the call before the writes of one method. The object and the value are on the stack then: a
 * copy of the object is made, and the call takes it. So no branch, variable or frame changes.
 */
final class HookedMethod extends MethodVisitor {
  private static final String HOOK = "io/nestrel/WriteHook";
  private static final String NAME = "beforeWrite";
  private static final String DESCRIPTOR = "(Lio/nestrel/ActiveRecord;)V";

  /** What has just been read of an existing call. */
  private enum Previous {
    COPY,
    CALL,
    OTHER
  }

  /** Which writes are hooked. */
  interface Writes {
    boolean areHooked(String owner, String field);
  }

  private final Writes writes;
  private final Runnable onChange;
  private Previous previous = Previous.OTHER;

  HookedMethod(MethodVisitor next, Writes writes, Runnable onChange) {
    super(OpenedClassReader.ASM_API, next);
    this.writes = writes;
    this.onChange = onChange;
  }

  @Override
  public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
    if (opcode == Opcodes.PUTFIELD && previous != Previous.CALL && writes.areHooked(owner, name)) {
      copyObject(descriptor);
      super.visitMethodInsn(Opcodes.INVOKESTATIC, HOOK, NAME, DESCRIPTOR, false);
      onChange.run();
    }
    previous = Previous.OTHER;
    super.visitFieldInsn(opcode, owner, name, descriptor);
  }

  private void copyObject(String descriptor) {
    if (descriptor.equals("J") || descriptor.equals("D")) {
      super.visitInsn(Opcodes.DUP2_X1);
      super.visitInsn(Opcodes.POP2);
      super.visitInsn(Opcodes.DUP_X2);
    } else {
      super.visitInsn(Opcodes.DUP2);
      super.visitInsn(Opcodes.POP);
    }
  }

  /**
   * A call that stands already follows the last instruction of the copy. A call in the source never
   * does: what it is given was loaded by one of the instructions that are looked at here.
   */
  @Override
  public void visitMethodInsn(
      int opcode, String owner, String name, String descriptor, boolean isInterface) {
    boolean call = previous == Previous.COPY && owner.equals(HOOK) && name.equals(NAME);
    previous = call ? Previous.CALL : Previous.OTHER;
    super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
  }

  @Override
  public void visitInsn(int opcode) {
    boolean copy = opcode == Opcodes.POP || opcode == Opcodes.DUP_X2;
    previous = copy ? Previous.COPY : Previous.OTHER;
    super.visitInsn(opcode);
  }

  @Override
  public void visitVarInsn(int opcode, int variable) {
    previous = Previous.OTHER;
    super.visitVarInsn(opcode, variable);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.enhance;

import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import net.bytebuddy.agent.ByteBuddyAgent;

/** What debuggers and other agents do. */
final class Retransformers {
  private Retransformers() {}

  /** Transforms the sample's nest anew, from its class files. */
  static void again(Class<?> sample) {
    Instrumentation instrumentation = ByteBuddyAgent.install();
    try {
      instrumentation.retransformClasses(sample.getNestMembers());
    } catch (UnmodifiableClassException e) {
      throw new AssertionError(e);
    }
  }
}

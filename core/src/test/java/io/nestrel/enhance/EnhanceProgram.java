// SPDX-License-Identifier: Apache-2.0
package io.nestrel.enhance;

import io.nestrel.error.ModelDefinitionException;

/** What an application does with models, in a VM of its own; prints what became of it. */
final class EnhanceProgram {
  private EnhanceProgram() {}

  public static void main(String[] arguments) {
    boolean built = arguments[0].equals("built");
    Class<?> sample = built ? Doors.build() : Doors.none();
    System.out.println(
        Enhancer.isEnhanced(sample) ? "hooked when loaded" : "not hooked when loaded");
    try {
      Enhancer.enhance(sample);
      Enhancer.enhance(built ? Doors.build() : Doors.none());
      System.out.println("mismatches " + Doors.mismatches(sample));
    } catch (ModelDefinitionException e) {
      System.out.println(e.getMessage());
      System.out.println(isRemembered(e) ? "not tried again" : "tried again");
    }
    System.out.println(Enhancer.isEnhanced(sample) ? "enhanced" : "not enhanced");
  }

  /** Whether another model's first use fails for the very same reason, not one like it. */
  private static boolean isRemembered(ModelDefinitionException first) {
    try {
      Enhancer.enhance(Doors.none());
      return false;
    } catch (ModelDefinitionException second) {
      return second.getMessage().equals(first.getMessage())
          && second.getCause() == first.getCause();
    }
  }
}

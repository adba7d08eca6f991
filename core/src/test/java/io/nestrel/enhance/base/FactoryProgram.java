// SPDX-License-Identifier: Apache-2.0
package io.nestrel.enhance.base;

import io.nestrel.ActiveRecord;
import io.nestrel.annotation.Id;
import org.jspecify.annotations.Nullable;

/** Makes objects of a class that has no door in a constant, in a VM of its own. */
public final class FactoryProgram {
  private FactoryProgram() {}

  static final class Made extends ActiveRecord<Made> {
    @Id private @Nullable Long id;
    private @Nullable String name;

    /** The first call is running when the constructor of the base has the class enhanced. */
    static Made create(String name) {
      Made made = new Made();
      made.name = name;
      return made;
    }

    void call(String newName) {
      name = newName;
    }

    String text() {
      return id == null ? "made " + name : "saved";
    }
  }

  private static Made byConstructor(String name) {
    Made made = new Made();
    made.call(name);
    return made;
  }

  public static void main(String[] arguments) {
    boolean factory = arguments[0].equals("factory");
    for (String name : new String[] {"first", "second"}) {
      Made made = factory ? Made.create(name) : byConstructor(name);
      System.out.println(made.text());
    }
  }
}

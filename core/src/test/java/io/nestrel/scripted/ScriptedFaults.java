// SPDX-License-Identifier: Apache-2.0
package io.nestrel.scripted;

import io.nestrel.dialect.Damage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which statements fail, each once. */
final class ScriptedFaults {
  private final List<Fault> faults = new ArrayList<>();

  private record Fault(String prefix, Damage damage, int skip) {}

  /**
   * @param prefix how the statement begins
   * @param skip how many such statements work before
   */
  void add(String prefix, Damage damage, int skip) {
    faults.add(new Fault(prefix, damage, skip));
  }

  /** What a statement destroys by failing; null if it works. */
  @Nullable Damage meet(String sql) {
    for (int i = 0; i < faults.size(); i++) {
      Fault fault = faults.get(i);
      if (sql.startsWith(fault.prefix())) {
        faults.remove(i);
        if (fault.skip() == 0) {
          return fault.damage();
        }
        faults.add(i, new Fault(fault.prefix(), fault.damage(), fault.skip() - 1));
      }
    }
    return null;
  }
}

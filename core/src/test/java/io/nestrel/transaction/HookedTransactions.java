// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;

/** Transactions on a script, whose hooks write down that they ran. */
abstract class HookedTransactions extends ScriptedTransactions {
  final List<String> calls = new ArrayList<>();

  final void hooks(String name) {
    manager.beforeCommit(() -> calls.add("before " + name));
    manager.afterCommit(() -> calls.add("committed " + name));
    manager.afterRollback(() -> calls.add("rolled back " + name));
  }

  final void failing(Runnable work) {
    assertThatThrownBy(
            () ->
                backend.transaction(
                    () -> {
                      work.run();
                      throw new IllegalStateException("failing");
                    }))
        .hasMessage("failing");
  }
}

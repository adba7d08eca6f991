// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** A transaction in a flight recording, from its beginning to its end. */
@Name("io.nestrel.Transaction")
@Label("Transaction")
@Category("Nestrel")
@StackTrace(false)
final class TransactionEvent extends Event {
  @Label("Name")
  @Nullable String name;

  @Label("Outcome")
  @Nullable String outcome;

  @Label("Statements")
  int statements;

  @Label("Savepoints")
  @Description("Savepoints that were sent to the server")
  int savepoints;

  /** Begins one; null where nobody records. */
  static @Nullable TransactionEvent begun() {
    TransactionEvent event = new TransactionEvent();
    if (!event.isEnabled()) {
      return null;
    }
    event.begin();
    return event;
  }

  void ended(@Nullable String ofName, String how, int statementCount, int savepointCount) {
    name = ofName;
    outcome = how;
    statements = statementCount;
    savepoints = savepointCount;
    commit();
  }
}

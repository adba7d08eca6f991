// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** A scope in a flight recording, from its beginning to its end. */
@Name("io.nestrel.Scope")
@Label("Scope")
@Category("Nestrel")
@StackTrace(false)
final class ScopeEvent extends Event {
  @Label("Level")
  int level;

  @Label("Name")
  @Nullable String name;

  @Label("Savepoint")
  @Nullable String savepoint;

  @Label("Outcome")
  @Nullable String outcome;

  /** Begins one; null where nobody records. */
  static @Nullable ScopeEvent begun() {
    ScopeEvent event = new ScopeEvent();
    if (!event.isEnabled()) {
      return null;
    }
    event.begin();
    return event;
  }

  void ended(Frame frame, String how) {
    Mark mark = frame.ownMark();
    level = frame.level();
    name = frame.journal().name();
    savepoint = mark == null ? null : mark.name;
    outcome = how;
    commit();
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import org.jspecify.annotations.Nullable;

/** A statement in a flight recording, with what had to be sent before it. */
@Name("io.nestrel.Statement")
@Label("Statement")
@Category("Nestrel")
final class StatementEvent extends Event {
  @Label("SQL")
  @Description("The text, without values; none for raw JDBC")
  @Nullable String sql;

  @Label("Level")
  @Description("Of the innermost scope; 0 outside of transactions")
  int level;

  /** Begins one; null where nobody records. */
  static @Nullable StatementEvent begun() {
    StatementEvent event = new StatementEvent();
    if (!event.isEnabled()) {
      return null;
    }
    event.begin();
    return event;
  }

  void ended(@Nullable String text, int ofLevel) {
    sql = text;
    level = ofLevel;
    commit();
  }
}

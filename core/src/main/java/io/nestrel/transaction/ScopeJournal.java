// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What is told of one scope, by {@link Description} and in a flight recording. */
final class ScopeJournal {
  private final @Nullable String name;
  private final @Nullable String origin;
  private final long start = System.nanoTime();
  private final @Nullable ScopeEvent event = FlightRecording.scope();
  private int statements;

  /**
   * @param name null for none
   * @param origin where it was begun; null if that is not traced
   */
  ScopeJournal(@Nullable String name, @Nullable String origin) {
    this.name = name;
    this.origin = origin;
  }

  @Nullable String name() {
    return name;
  }

  @Nullable String origin() {
    return origin;
  }

  Duration age() {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /** Counts a statement. */
  void statement() {
    statements++;
  }

  int statements() {
    return statements;
  }

  /**
   * It is over.
   *
   * @param outcome such as "committed"
   */
  void ended(Frame frame, String outcome) {
    if (event != null) {
      event.ended(frame, outcome);
    }
  }
}

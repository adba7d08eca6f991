// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import jdk.jfr.FlightRecorder;
import org.jspecify.annotations.Nullable;

/**
 * Begins events of flight recordings. As long as there has been no recording in this VM, it does
 * not touch their classes: loading the first one sets up the recorder, which would be a good part
 * of the time until an application's first query is answered.
 */
final class FlightRecording {
  private FlightRecording() {}

  /** Whether there has been a recording. */
  static boolean isOn() {
    return FlightRecorder.isInitialized();
  }

  /** Null where nobody records. */
  static @Nullable StatementEvent statement() {
    return isOn() ? StatementEvent.begun() : null;
  }

  /** Null where nobody records. */
  static @Nullable ScopeEvent scope() {
    return isOn() ? ScopeEvent.begun() : null;
  }

  /** Null where nobody records. */
  static @Nullable TransactionEvent transaction() {
    return isOn() ? TransactionEvent.begun() : null;
  }
}

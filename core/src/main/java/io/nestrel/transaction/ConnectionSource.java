// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import java.time.Duration;

/**
 * Where the transaction manager takes connections from. Thread-safe.
 *
 * @param <C> what the layer above runs its statements on
 */
@FunctionalInterface
public interface ConnectionSource<C extends ControlConnection> {

  /** To wait as long as the source waits by itself. */
  Duration PATIENT = Duration.ofNanos(Long.MAX_VALUE);

  /**
   * Borrows an idle connection, waiting for one if need be.
   *
   * @param mayWrite whether it might be used to write
   * @param atMost how long to wait at most, if that is shorter than the source waits by itself
   */
  C borrow(boolean mayWrite, Duration atMost);
}

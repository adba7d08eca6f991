// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

/**
 * Where the transaction manager takes connections from. Thread-safe.
 *
 * @param <C> what the layer above runs its statements on
 */
@FunctionalInterface
public interface ConnectionSource<C extends ControlConnection> {

  /**
   * Borrows an idle connection, waiting for one if need be.
   *
   * @param mayWrite whether it might be used to write
   */
  C borrow(boolean mayWrite);
}

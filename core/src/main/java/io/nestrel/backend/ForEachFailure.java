// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend;

import org.jspecify.annotations.Nullable;

/**
 * An item that {@link Backend#forEach} has rolled back.
 *
 * @param index its place among all items, those that were skipped included; the first is 0
 * @param exception what the work threw
 */
public record ForEachFailure<E extends @Nullable Object>(long index, E item, Exception exception) {

  /** The index and the exception; the item is left out, for it may hold values. */
  @Override
  public String toString() {
    return "item %d: %s".formatted(index, exception);
  }
}

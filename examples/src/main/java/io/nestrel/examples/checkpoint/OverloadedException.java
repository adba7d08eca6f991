// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples.checkpoint;

/** A van carries more than it may. */
final class OverloadedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  OverloadedException(long weight, int capacity) {
    super("%d kg in a van for %d".formatted(weight, capacity));
  }
}

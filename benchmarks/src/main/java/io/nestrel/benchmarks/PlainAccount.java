// SPDX-License-Identifier: Apache-2.0
package io.nestrel.benchmarks;

import org.jspecify.annotations.Nullable;

/**
 * The twin of {@link EnhancedAccount}: the same fields and accessors but the id, kept the same on
 * purpose, in a class that is no model, so that its writes are plain ones.
 */
final class PlainAccount {
  private @Nullable String owner;
  private long cents;
  private int visits;

  @Nullable String owner() {
    return owner;
  }

  void owner(String newOwner) {
    owner = newOwner;
  }

  void cents(long newCents) {
    cents = newCents;
  }

  long cents() {
    return cents;
  }

  void visits(int newVisits) {
    visits = newVisits;
  }

  int visits() {
    return visits;
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.benchmarks;

import io.nestrel.ActiveRecord;
import io.nestrel.annotation.Id;
import org.jspecify.annotations.Nullable;

/**
 * A model whose writes are noticed. Besides its id it is {@link PlainAccount} line by line, on
 * purpose: the noticing is then all that a benchmark finds between the two. They cannot share a
 * class, which would be enhanced for both or for neither.
 */
final class EnhancedAccount extends ActiveRecord<EnhancedAccount> {
  @Id private @Nullable Long id;
  private @Nullable String owner;
  private long cents;
  private int visits;

  @Nullable Long id() {
    return id;
  }

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

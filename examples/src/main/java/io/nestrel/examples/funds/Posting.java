// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples.funds;

import io.nestrel.ActiveRecord;
import io.nestrel.Model;
import io.nestrel.annotation.Id;

/** An amount that was added to a balance, or with a minus taken from it. */
final class Posting extends ActiveRecord<Posting> {
  static final Model<Posting> postings = Model.of(Posting.class);

  @Id private long id;
  private long holderId;
  private long amount;

  private Posting() {}

  Posting(Holder holder, long amount) {
    this.holderId = holder.id();
    this.amount = amount;
  }

  long id() {
    return id;
  }

  long holderId() {
    return holderId;
  }

  long amount() {
    return amount;
  }
}

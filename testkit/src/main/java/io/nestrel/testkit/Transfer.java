// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import io.nestrel.ActiveRecord;
import io.nestrel.Model;
import io.nestrel.annotation.Id;

/** A transfer of the {@link MoneyContract}; made once, whatever it takes to save it. */
final class Transfer extends ActiveRecord<Transfer> {
  static final Model<Transfer> TRANSFERS = Model.of(Transfer.class);

  @Id private long id;
  private long source;
  private long target;
  private long amount;

  private Transfer() {}

  Transfer(long id, long source, long target, long amount) {
    this.id = id;
    this.source = source;
    this.target = target;
    this.amount = amount;
  }

  long id() {
    return id;
  }

  long source() {
    return source;
  }

  long target() {
    return target;
  }

  long amount() {
    return amount;
  }
}

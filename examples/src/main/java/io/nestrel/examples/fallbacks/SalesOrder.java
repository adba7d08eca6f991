// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples.fallbacks;

import io.nestrel.ActiveRecord;
import io.nestrel.Model;
import io.nestrel.annotation.Id;
import io.nestrel.annotation.Version;
import org.jspecify.annotations.Nullable;

/** An order and how it was filled. */
final class SalesOrder extends ActiveRecord<SalesOrder> {
  static final Model<SalesOrder> orders = Model.of(SalesOrder.class);

  enum Status {
    NEW,
    FULL,
    PARTIAL,
    FOR_APPROVAL
  }

  @Id private long id;
  private Status status = Status.NEW;
  private @Nullable String reason;
  @Version private int version;

  SalesOrder become(Status newStatus) {
    status = newStatus;
    return this;
  }

  SalesOrder forApproval(String why) {
    reason = why;
    return become(Status.FOR_APPROVAL);
  }

  long id() {
    return id;
  }

  Status status() {
    return status;
  }

  /** Why it has to be approved. */
  @Nullable String reason() {
    return reason;
  }

  int version() {
    return version;
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples.wizard;

import io.nestrel.ActiveRecord;
import io.nestrel.Model;
import io.nestrel.annotation.CreatedAt;
import io.nestrel.annotation.Id;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The payment of an order; saved only if it succeeds. */
final class Payment extends ActiveRecord<Payment> {
  static final Model<Payment> payments = Model.of(Payment.class);

  @Id private @Nullable Long id;
  private long orderId;
  private BigDecimal amount = BigDecimal.ZERO;
  @CreatedAt private @Nullable Instant at;

  private Payment() {}

  Payment(Order order) {
    this.orderId = order.id();
    this.amount = order.total();
  }

  /** Null until it has been saved. */
  @Nullable Long id() {
    return id;
  }

  long orderId() {
    return orderId;
  }

  BigDecimal amount() {
    return amount;
  }

  @Nullable Instant at() {
    return at;
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples.wizard;

import io.nestrel.ActiveRecord;
import io.nestrel.Model;
import io.nestrel.annotation.Id;
import io.nestrel.annotation.Version;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** An order of a customer, and how far it has come. */
final class Order extends ActiveRecord<Order> {
  static final Model<Order> orders = Model.of(Order.class);

  enum Status {
    OPEN,
    PAID,
    PAYMENT_FAILED
  }

  @Id private long id;
  private long customerId;
  private BigDecimal total = BigDecimal.ZERO;
  private Status status = Status.OPEN;
  private @Nullable String problem;
  @Version private int version;

  private Order() {}

  Order(Customer customer, BigDecimal total) {
    this.customerId = customer.id();
    this.total = total;
  }

  Order paid() {
    status = Status.PAID;
    problem = null;
    return this;
  }

  Order paymentFailed(@Nullable String reason) {
    status = Status.PAYMENT_FAILED;
    problem = reason;
    return this;
  }

  long id() {
    return id;
  }

  long customerId() {
    return customerId;
  }

  BigDecimal total() {
    return total;
  }

  Status status() {
    return status;
  }

  @Nullable String problem() {
    return problem;
  }

  int version() {
    return version;
  }
}

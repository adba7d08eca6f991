// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples.wizard;

import io.nestrel.ActiveRecord;
import io.nestrel.Model;
import io.nestrel.annotation.Id;
import java.math.BigDecimal;

/** A product in an order. */
final class OrderItem extends ActiveRecord<OrderItem> {
  static final Model<OrderItem> items = Model.of(OrderItem.class);

  @Id private long id;
  private long orderId;
  private String product = "";
  private int quantity;
  private BigDecimal price = BigDecimal.ZERO;

  private OrderItem() {}

  OrderItem(Order order, Cart.Item item) {
    this.orderId = order.id();
    this.product = item.product();
    this.quantity = item.quantity();
    this.price = item.price();
  }

  long id() {
    return id;
  }

  long orderId() {
    return orderId;
  }

  String product() {
    return product;
  }

  int quantity() {
    return quantity;
  }

  BigDecimal price() {
    return price;
  }
}

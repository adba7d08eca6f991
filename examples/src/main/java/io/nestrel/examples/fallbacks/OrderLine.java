// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples.fallbacks;

import io.nestrel.ActiveRecord;
import io.nestrel.Model;
import io.nestrel.annotation.Id;

/** How many of an article are delivered, and how many are to follow. */
final class OrderLine extends ActiveRecord<OrderLine> {
  static final Model<OrderLine> lines = Model.of(OrderLine.class);

  @Id private long id;
  private long orderId;
  private long articleId;
  private int delivered;
  private int backOrdered;

  private OrderLine() {}

  OrderLine(SalesOrder order, Article article, int delivered, int backOrdered) {
    this.orderId = order.id();
    this.articleId = article.id();
    this.delivered = delivered;
    this.backOrdered = backOrdered;
  }

  long id() {
    return id;
  }

  long orderId() {
    return orderId;
  }

  long articleId() {
    return articleId;
  }

  int delivered() {
    return delivered;
  }

  int backOrdered() {
    return backOrdered;
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples.prices;

import io.nestrel.ActiveRecord;
import io.nestrel.Model;
import io.nestrel.annotation.Id;
import java.math.BigDecimal;

/** What a product costs: more than nothing, by a constraint of the table. */
final class Price extends ActiveRecord<Price> {
  static final Model<Price> prices = Model.of(Price.class);

  @Id private long id;
  private String product = "";
  private String category = "";
  private BigDecimal amount = BigDecimal.ZERO;

  private Price() {}

  Price(String product, String category, String amount) {
    this.product = product;
    this.category = category;
    this.amount = new BigDecimal(amount);
  }

  static Price of(String product) {
    return prices.where("product = ?", product).one();
  }

  Price to(String newAmount) {
    amount = new BigDecimal(newAmount);
    return this;
  }

  Price raise(String by) {
    amount = amount.add(new BigDecimal(by));
    return this;
  }

  long id() {
    return id;
  }

  String category() {
    return category;
  }

  /** The product and its amount: {@code tea 3.00}. */
  @Override
  public String toString() {
    return product + " " + amount;
  }
}

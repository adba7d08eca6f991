// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples.wizard;

import java.math.BigDecimal;
import java.util.List;

/** What a customer has filled in before paying. */
record Cart(String email, String name, List<Item> items) {
  /**
   * @param price of one
   */
  record Item(String product, int quantity, BigDecimal price) {
    BigDecimal cost() {
      return price.multiply(BigDecimal.valueOf(quantity));
    }
  }

  BigDecimal total() {
    return items.stream().map(Item::cost).reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples.stock;

import io.nestrel.ActiveRecord;
import io.nestrel.Model;
import io.nestrel.annotation.Id;

/** A product and how many there are: never less than none, by a constraint of the table. */
final class Product extends ActiveRecord<Product> {
  static final Model<Product> products = Model.of(Product.class);

  @Id private long id;
  private String sku = "";
  private int stock;

  private Product() {}

  Product(String sku, int stock) {
    this.sku = sku;
    this.stock = stock;
  }

  long id() {
    return id;
  }

  String sku() {
    return sku;
  }

  int stock() {
    return stock;
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples.fallbacks;

import io.nestrel.ActiveRecord;
import io.nestrel.Model;
import io.nestrel.annotation.Id;
import io.nestrel.annotation.Version;

/** An article and how many of it are in stock. */
final class Article extends ActiveRecord<Article> {
  static final Model<Article> articles = Model.of(Article.class);

  @Id private long id;
  private String name = "";
  private int stock;
  @Version private int version;

  private Article() {}

  Article(String name, int stock) {
    this.name = name;
    this.stock = stock;
  }

  /**
   * @throws ShortageException if there are fewer
   */
  Article take(int quantity) {
    if (quantity > stock) {
      throw new ShortageException("%d of %s in stock, not %d".formatted(stock, name, quantity));
    }
    stock -= quantity;
    return this;
  }

  long id() {
    return id;
  }

  String name() {
    return name;
  }

  int stock() {
    return stock;
  }

  int version() {
    return version;
  }
}

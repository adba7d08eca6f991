// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import io.nestrel.ActiveRecord;
import io.nestrel.Model;
import io.nestrel.annotation.Id;
import io.nestrel.annotation.Version;
import org.jspecify.annotations.Nullable;

/** A model with a generated id and a version. */
final class Widget extends ActiveRecord<Widget> {
  static final Model<Widget> WIDGETS = Model.of(Widget.class);

  @Id private @Nullable Long id;
  private @Nullable String name;
  private int stock;
  @Version private int version;

  private Widget() {}

  Widget(@Nullable String name) {
    this.name = name;
  }

  @Nullable Long id() {
    return id;
  }

  @Nullable String name() {
    return name;
  }

  int stock() {
    return stock;
  }

  int version() {
    return version;
  }

  void stock(int newStock) {
    stock = newStock;
  }
}

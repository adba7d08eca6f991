// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import io.nestrel.ActiveRecord;
import io.nestrel.Model;
import io.nestrel.annotation.Id;
import io.nestrel.annotation.Table;
import org.jspecify.annotations.Nullable;

/** A model whose callbacks throw after the row was written, when it is told so by its name. */
@Table(name = "widgets")
final class Gadget extends ActiveRecord<Gadget> {
  static final Model<Gadget> GADGETS = Model.of(Gadget.class);

  @Id private @Nullable Long id;
  private String name = "";
  private int stock;

  private Gadget() {}

  Gadget(String name) {
    this.name = name;
  }

  @Nullable Long id() {
    return id;
  }

  int stock() {
    return stock;
  }

  void name(String newName) {
    name = newName;
  }

  @Override
  protected void beforeSave() {
    stock++;
  }

  @Override
  protected void afterSave() {
    failIfBad();
  }

  @Override
  protected void afterDelete() {
    failIfBad();
  }

  private void failIfBad() {
    if (name.startsWith("bad")) {
      throw new IllegalStateException("the callback of " + name);
    }
  }
}

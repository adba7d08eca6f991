// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import io.nestrel.ActiveRecord;
import io.nestrel.Model;
import io.nestrel.annotation.Id;
import io.nestrel.annotation.Table;
import io.nestrel.annotation.Transient;
import io.nestrel.annotation.Version;
import org.jspecify.annotations.Nullable;

/** A model whose callbacks count themselves, and do what they are told after each save. */
@Table(name = "widgets")
final class Nosy extends ActiveRecord<Nosy> {
  static final Model<Nosy> NOSIES = Model.of(Nosy.class);

  @Id private @Nullable Long id;
  private String name = "";
  private int stock;
  @Version private int version;
  @Transient private Runnable afterSave = () -> {};

  private Nosy() {}

  Nosy(String name) {
    this.name = name;
  }

  @Nullable Long id() {
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

  void name(String newName) {
    name = newName;
  }

  Nosy afterSave(Runnable work) {
    afterSave = work;
    return this;
  }

  @Override
  protected void beforeSave() {
    stock++;
  }

  @Override
  protected void afterSave() {
    afterSave.run();
  }

  @Override
  protected void afterDelete() {
    afterSave.run();
  }
}

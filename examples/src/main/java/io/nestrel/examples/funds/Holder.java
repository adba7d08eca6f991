// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples.funds;

import io.nestrel.ActiveRecord;
import io.nestrel.Model;
import io.nestrel.annotation.Id;
import io.nestrel.annotation.Version;

/** A person with a balance, which may fall below zero by the person's credit. */
final class Holder extends ActiveRecord<Holder> {
  static final Model<Holder> holders = Model.of(Holder.class);

  @Id private long id;
  private String name = "";
  private long balance;
  private long credit;
  @Version private int version;

  private Holder() {}

  Holder(String name, long credit) {
    this.name = name;
    this.credit = credit;
  }

  long id() {
    return id;
  }

  String name() {
    return name;
  }

  long balance() {
    return balance;
  }

  int version() {
    return version;
  }

  void add(long amount) {
    balance += amount;
  }

  boolean isOverdrawn() {
    return balance < -credit;
  }
}

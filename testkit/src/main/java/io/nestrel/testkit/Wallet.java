// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import io.nestrel.ActiveRecord;
import io.nestrel.Model;
import io.nestrel.annotation.Id;

/** An account of the {@link MoneyContract}. */
final class Wallet extends ActiveRecord<Wallet> {
  static final Model<Wallet> WALLETS = Model.of(Wallet.class);

  @Id private long id;
  private long balance;

  private Wallet() {}

  Wallet(long id, long balance) {
    this.id = id;
    this.balance = balance;
  }

  long id() {
    return id;
  }

  long balance() {
    return balance;
  }

  Wallet add(long amount) {
    balance += amount;
    return this;
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples.transactions;

import io.nestrel.ActiveRecord;
import io.nestrel.Model;
import io.nestrel.annotation.Id;
import io.nestrel.annotation.Version;

/** An account, of which the table says that nobody has two and none is overdrawn. */
final class Account extends ActiveRecord<Account> {
  static final Model<Account> accounts = Model.of(Account.class);

  @Id private long id;
  private String owner = "";
  private long balance;
  @Version private int version;

  private Account() {}

  Account(String owner, long balance) {
    this.owner = owner;
    this.balance = balance;
  }

  Account deposit(long amount) {
    balance += amount;
    return this;
  }

  Account withdraw(long amount) {
    balance -= amount;
    return this;
  }

  long id() {
    return id;
  }

  String owner() {
    return owner;
  }

  long balance() {
    return balance;
  }

  int version() {
    return version;
  }
}

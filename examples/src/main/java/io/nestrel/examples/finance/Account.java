// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples.finance;

import io.nestrel.ActiveRecord;
import io.nestrel.Model;
import io.nestrel.annotation.Id;
import java.math.BigDecimal;

/** An account, which cannot be overdrawn. */
final class Account extends ActiveRecord<Account> {
  static final Model<Account> accounts = Model.of(Account.class);

  @Id private long id;
  private String name = "";
  private BigDecimal balance = BigDecimal.ZERO;

  private Account() {}

  Account(long id, String name, String balance) {
    this.id = id;
    this.name = name;
    this.balance = new BigDecimal(balance);
  }

  /**
   * Adds an amount, or takes a negative one away.
   *
   * @throws RefusedException if there is not enough; the balance is then as it was
   */
  Account post(BigDecimal amount) {
    BigDecimal result = balance.add(amount);
    if (result.signum() < 0) {
      throw new RefusedException("Insufficient funds: $%s available".formatted(balance));
    }
    balance = result;
    return this;
  }

  long id() {
    return id;
  }

  String name() {
    return name;
  }

  BigDecimal balance() {
    return balance;
  }
}

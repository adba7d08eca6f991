// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples.readme;

import io.nestrel.ActiveRecord;
import io.nestrel.Model;
import io.nestrel.annotation.Id;
import io.nestrel.backend.Backend;
import java.math.BigDecimal;

// What stands between the tags is printed in the README.
// tag::example
class Account extends ActiveRecord<Account> {
  static final Model<Account> accounts = Model.of(Account.class);

  @Id private long id;
  private String owner = "";
  private BigDecimal balance = BigDecimal.ZERO;

  private Account() {}

  Account(String owner, String balance) {
    this.owner = owner;
    this.balance = new BigDecimal(balance);
  }

  @Override
  public String toString() {
    return "%d: %s has %s".formatted(id, owner, balance);
  }
}

class Readme {
  public static void main(String[] args) {
    try (Backend backend = Backend.open("jdbc:sqlite::memory:")) {
      Backend.setDefault(backend);
      backend.execute(
          """
          CREATE TABLE accounts (
            id INTEGER PRIMARY KEY, owner TEXT NOT NULL, balance TEXT COLLATE decimal NOT NULL)
          """);

      backend.transaction(
          () -> {
            new Account("Alice", "200.00").save();
            try {
              backend.transaction( // a transaction in a transaction is a savepoint
                  () -> {
                    new Account("Bob", "50.00").save();
                    throw new IllegalStateException("Bob is too young");
                  });
            } catch (IllegalStateException e) {
              System.out.println(e.getMessage()); // only the inner one has been rolled back
            }
            new Account("Carol", "75.00").save();
          });

      Account.accounts.all().forEach(System.out::println); // 1: Alice …, 2: Carol …
    }
  }
}
// end::example

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples.wizard;

import io.nestrel.ActiveRecord;
import io.nestrel.Model;
import io.nestrel.annotation.Id;
import io.nestrel.annotation.Table;

/** A customer; no two have the same e-mail address, by a constraint of the table. */
@Table(name = "wizard_customers")
final class Customer extends ActiveRecord<Customer> {
  static final Model<Customer> customers = Model.of(Customer.class);

  @Id private long id;
  private String email = "";
  private String name = "";

  private Customer() {}

  Customer(String email, String name) {
    this.email = email;
    this.name = name;
  }

  Customer rename(String newName) {
    name = newName;
    return this;
  }

  long id() {
    return id;
  }

  String email() {
    return email;
  }

  String name() {
    return name;
  }
}

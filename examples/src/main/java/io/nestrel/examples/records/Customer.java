// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples.records;

import io.nestrel.ActiveRecord;
import io.nestrel.Model;
import io.nestrel.annotation.Id;
import io.nestrel.error.ValidationException;
import java.util.regex.Pattern;

/** A customer with a valid e-mail address, which no other customer has. */
final class Customer extends ActiveRecord<Customer> {
  static final Model<Customer> customers = Model.of(Customer.class);

  private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");

  @Id private long id;
  private String email = "";
  private String name = "";

  private Customer() {}

  Customer(ImportRow row) {
    email = row.email();
    name = row.name();
  }

  @Override
  protected void beforeSave() {
    if (!EMAIL.matcher(email).matches()) {
      throw new ValidationException("Invalid e-mail: " + email);
    }
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

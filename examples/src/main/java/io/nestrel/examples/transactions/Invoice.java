// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples.transactions;

import io.nestrel.ActiveRecord;
import io.nestrel.Model;
import io.nestrel.annotation.Id;

/** An invoice that is mailed once it is certain that it will stay. */
final class Invoice extends ActiveRecord<Invoice> {
  static final Model<Invoice> invoices = Model.of(Invoice.class);

  @Id private long id;
  private String customer = "";
  private final transient Outbox outbox;

  private Invoice() {
    this("", new Outbox());
  }

  Invoice(String customer, Outbox outbox) {
    this.customer = customer;
    this.outbox = outbox;
  }

  long id() {
    return id;
  }

  @Override
  protected void afterCommit() {
    outbox.send("Invoice for " + customer);
  }

  @Override
  protected void afterRollback() {
    outbox.send("No invoice for " + customer);
  }
}

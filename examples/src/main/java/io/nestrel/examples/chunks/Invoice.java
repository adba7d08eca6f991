// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples.chunks;

import io.nestrel.ActiveRecord;
import io.nestrel.Model;
import io.nestrel.annotation.Id;

/** An invoice, to be archived once it is paid. */
final class Invoice extends ActiveRecord<Invoice> {
  static final Model<Invoice> invoices = Model.of(Invoice.class);

  @Id private long id;
  private boolean paid;
  private boolean archived;

  private Invoice() {}

  Invoice(long id, boolean paid) {
    this.id = id;
    this.paid = paid;
  }

  long id() {
    return id;
  }

  boolean isPaid() {
    return paid;
  }

  boolean isArchived() {
    return archived;
  }
}

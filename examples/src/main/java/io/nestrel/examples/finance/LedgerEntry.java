// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples.finance;

import io.nestrel.ActiveRecord;
import io.nestrel.Model;
import io.nestrel.annotation.Id;
import java.math.BigDecimal;

/** A transaction that an account has accepted. */
@SuppressWarnings("UnusedVariable") // fields are columns
final class LedgerEntry extends ActiveRecord<LedgerEntry> {
  static final Model<LedgerEntry> entries = Model.of(LedgerEntry.class);

  @Id private long id;
  private long batchId;
  private long accountId;
  private BigDecimal amount = BigDecimal.ZERO;
  private String description = "";

  private LedgerEntry() {}

  LedgerEntry(BatchLog batch, PendingTransaction pending) {
    batchId = batch.id();
    accountId = pending.account();
    amount = pending.amount();
    description = pending.description();
  }

  long accountId() {
    return accountId;
  }

  BigDecimal amount() {
    return amount;
  }

  String description() {
    return description;
  }
}

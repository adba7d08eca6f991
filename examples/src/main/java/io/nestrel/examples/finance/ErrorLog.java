// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples.finance;

import io.nestrel.ActiveRecord;
import io.nestrel.Model;
import io.nestrel.annotation.Id;
import java.math.BigDecimal;

/** A transaction that was refused, and why. */
@SuppressWarnings("UnusedVariable") // fields are columns
final class ErrorLog extends ActiveRecord<ErrorLog> {
  static final Model<ErrorLog> errors = Model.of(ErrorLog.class);

  @Id private long id;
  private long batchId;
  private long account;
  private BigDecimal amount = BigDecimal.ZERO;
  private String description = "";
  private String message = "";

  private ErrorLog() {}

  ErrorLog(BatchLog batch, PendingTransaction pending, RefusedException refusal) {
    batchId = batch.id();
    account = pending.account();
    amount = pending.amount();
    description = pending.description();
    message = refusal.reason();
  }

  String description() {
    return description;
  }

  String message() {
    return message;
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import io.nestrel.dialect.Damage;
import io.nestrel.error.TransactionException;

/** A control statement that was to go before a statement has failed. */
final class ControlFailure extends Exception {
  private static final long serialVersionUID = 1L;
  private final TransactionException exception;
  private final Damage damage;

  ControlFailure(TransactionException exception, Damage damage) {
    super(exception);
    this.exception = exception;
    this.damage = damage;
  }

  /** What the application is told. */
  TransactionException exception() {
    return exception;
  }

  Damage damage() {
    return damage;
  }
}

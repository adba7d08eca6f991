// SPDX-License-Identifier: Apache-2.0
package io.nestrel.error;

/** The time of the transaction ran out. */
public final class TransactionTimeoutException extends TransactionException {
  private static final long serialVersionUID = 1L;

  public TransactionTimeoutException(String message) {
    super(message);
  }

  public TransactionTimeoutException(String message, Throwable cause) {
    super(message, cause);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.error;

/** The call needs a transaction on this thread, and there is none. */
public final class NoActiveTransactionException extends TransactionException {
  private static final long serialVersionUID = 1L;

  public NoActiveTransactionException(String message) {
    super(message);
  }
}

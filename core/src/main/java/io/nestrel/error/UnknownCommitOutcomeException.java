// SPDX-License-Identifier: Apache-2.0
package io.nestrel.error;

/** The connection broke while the commit was on its way: it may have happened or not. */
public final class UnknownCommitOutcomeException extends TransactionException {
  private static final long serialVersionUID = 1L;

  public UnknownCommitOutcomeException(String message, Throwable cause) {
    super(message, cause);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.error;

/**
 * A commit was asked for, but a joined scope had failed, so everything was rolled back. The cause
 * is its failure.
 */
public final class UnexpectedRollbackException extends TransactionException {
  private static final long serialVersionUID = 1L;

  public UnexpectedRollbackException(String message, Throwable cause) {
    super(message, cause);
  }
}

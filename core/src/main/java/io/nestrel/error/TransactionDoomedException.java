// SPDX-License-Identifier: Apache-2.0
package io.nestrel.error;

/**
 * The whole transaction is lost: nothing but rolling back is left. The cause is the first error.
 */
public final class TransactionDoomedException extends TransactionException {
  private static final long serialVersionUID = 1L;

  public TransactionDoomedException(String message, Throwable cause) {
    super(message, cause);
  }
}

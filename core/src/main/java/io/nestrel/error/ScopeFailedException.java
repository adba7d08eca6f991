// SPDX-License-Identifier: Apache-2.0
package io.nestrel.error;

/**
 * A statement failed and took its scope with it: roll the scope back, or back to a savepoint taken
 * in it. The cause is the first error.
 */
public final class ScopeFailedException extends TransactionException {
  private static final long serialVersionUID = 1L;

  public ScopeFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.error;

/** The savepoint is gone, is not known, belongs to another scope, or its name cannot be used. */
public final class InvalidSavepointException extends TransactionException {
  private static final long serialVersionUID = 1L;

  public InvalidSavepointException(String message) {
    super(message);
  }
}

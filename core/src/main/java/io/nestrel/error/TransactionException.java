// SPDX-License-Identifier: Apache-2.0
package io.nestrel.error;

import org.jspecify.annotations.Nullable;

/**
 * A call on a transaction, scope or savepoint that could not be carried out. Where the database
 * refused a control statement, the cause is the {@link DatabaseException}.
 */
public class TransactionException extends NestrelException {
  private static final long serialVersionUID = 1L;

  public TransactionException(String message) {
    super(message);
  }

  public TransactionException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}

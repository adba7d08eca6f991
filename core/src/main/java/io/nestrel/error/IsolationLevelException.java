// SPDX-License-Identifier: Apache-2.0
package io.nestrel.error;

/** A scope asked for an isolation level that its transaction does not have. */
public final class IsolationLevelException extends TransactionException {
  private static final long serialVersionUID = 1L;

  public IsolationLevelException(String message) {
    super(message);
  }
}

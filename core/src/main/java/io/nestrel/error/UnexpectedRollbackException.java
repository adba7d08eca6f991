// SPDX-License-Identifier: Apache-2.0
package io.nestrel.error;

import org.jspecify.annotations.Nullable;

/**
 * A commit was asked for, but a scope that had joined this one has failed, or a hook before the
 * commit, so it can only be rolled back. The cause is that failure; null if the joined scope was
 * rolled back without one.
 */
public final class UnexpectedRollbackException extends TransactionException {
  private static final long serialVersionUID = 1L;

  public UnexpectedRollbackException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}

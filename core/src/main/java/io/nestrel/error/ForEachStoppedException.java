// SPDX-License-Identifier: Apache-2.0
package io.nestrel.error;

/**
 * Work in pieces has stopped before its last item. What was confirmed stays; of the items after it
 * nothing does. The cause is what stopped it: for a lost transaction the first error.
 */
public final class ForEachStoppedException extends TransactionException {
  private static final long serialVersionUID = 1L;

  private final long position;

  public ForEachStoppedException(String message, long position, Throwable cause) {
    super(message, cause);
    this.position = position;
  }

  /**
   * How many items, counted from the first one, are known to be committed: where to start again.
   * After an {@link UnknownCommitOutcomeException} there may be more.
   */
  public long position() {
    return position;
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

/** What can be done in the innermost scope. */
public enum TransactionStatus {
  /** There is no transaction. */
  NONE,
  /** Statements run. */
  ACTIVE,
  /** Statements run, but the scope will be rolled back. */
  ROLLBACK_ONLY,
  /** A statement failed and took the scope with it: it has to be rolled back. */
  FAILED,
  /** The whole transaction is lost: every scope has to be rolled back. */
  DOOMED
}

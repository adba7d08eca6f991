// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

/** What a statement may do to the transaction that it runs in, as far as its text tells. */
public enum StatementKind {
  /** Only reads. */
  QUERY,

  /** May write. */
  CHANGE,

  /** Runs what stands elsewhere, which may end the transaction and begin another one. */
  CALL,

  /** Ends the transaction, and may begin the next; only raw JDBC sends it. */
  END;

  /** Whether it might write. */
  public boolean mayWrite() {
    return this != QUERY;
  }
}

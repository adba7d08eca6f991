// SPDX-License-Identifier: Apache-2.0
package io.nestrel.error;

/** The statement was stopped before it ended: its time ran out, or it was cancelled. */
public final class QueryTimeoutException extends DatabaseException {
  private static final long serialVersionUID = 1L;

  public QueryTimeoutException(DatabaseError error) {
    super(error);
  }
}

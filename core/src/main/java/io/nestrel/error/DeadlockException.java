// SPDX-License-Identifier: Apache-2.0
package io.nestrel.error;

/** The database chose this transaction as the victim of a deadlock. */
public final class DeadlockException extends DatabaseException {
  private static final long serialVersionUID = 1L;

  public DeadlockException(DatabaseError error) {
    super(error);
  }
}

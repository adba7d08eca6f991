// SPDX-License-Identifier: Apache-2.0
package io.nestrel.error;

/** A row with this key exists: UNIQUE or PRIMARY KEY. */
public final class UniqueViolationException extends ConstraintViolationException {
  private static final long serialVersionUID = 1L;

  public UniqueViolationException(DatabaseError error) {
    super(error);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.error;

/** A FOREIGN KEY: the row pointed to is missing, or is still pointed at. */
public final class ForeignKeyViolationException extends ConstraintViolationException {
  private static final long serialVersionUID = 1L;

  public ForeignKeyViolationException(DatabaseError error) {
    super(error);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.error;

/** A NOT NULL column got no value. */
public final class NotNullViolationException extends ConstraintViolationException {
  private static final long serialVersionUID = 1L;

  public NotNullViolationException(DatabaseError error) {
    super(error);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.error;

/** A CHECK constraint was false. */
public final class CheckViolationException extends ConstraintViolationException {
  private static final long serialVersionUID = 1L;

  public CheckViolationException(DatabaseError error) {
    super(error);
  }
}

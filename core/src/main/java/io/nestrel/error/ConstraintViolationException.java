// SPDX-License-Identifier: Apache-2.0
package io.nestrel.error;

import org.jspecify.annotations.Nullable;

/**
 * A constraint of the schema refused the row; also the type of one that is none of the four below.
 */
public class ConstraintViolationException extends DatabaseException {
  private static final long serialVersionUID = 1L;

  public ConstraintViolationException(DatabaseError error) {
    super(error);
  }

  /** The violated constraint or column as the database names it; null when it does not. */
  public final @Nullable String constraint() {
    return error().constraint();
  }
}

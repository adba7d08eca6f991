// SPDX-License-Identifier: Apache-2.0
package io.nestrel.error;

/** The database could not serialize this transaction with others: run it again. */
public final class SerializationFailureException extends DatabaseException {
  private static final long serialVersionUID = 1L;

  public SerializationFailureException(DatabaseError error) {
    super(error);
  }
}

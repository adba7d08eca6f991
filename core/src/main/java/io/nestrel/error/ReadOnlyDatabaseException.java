// SPDX-License-Identifier: Apache-2.0
package io.nestrel.error;

/** A write to a database, file or transaction that may only be read. */
public final class ReadOnlyDatabaseException extends DatabaseException {
  private static final long serialVersionUID = 1L;

  public ReadOnlyDatabaseException(DatabaseError error) {
    super(error);
  }
}

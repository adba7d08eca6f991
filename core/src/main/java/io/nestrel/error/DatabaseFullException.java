// SPDX-License-Identifier: Apache-2.0
package io.nestrel.error;

/** No room: the disk is full, or the database has reached its size limit. */
public final class DatabaseFullException extends DatabaseException {
  private static final long serialVersionUID = 1L;

  public DatabaseFullException(DatabaseError error) {
    super(error);
  }
}

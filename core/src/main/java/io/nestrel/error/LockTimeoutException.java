// SPDX-License-Identifier: Apache-2.0
package io.nestrel.error;

/** A lock was not granted in time; on SQLite also SQLITE_BUSY: another connection is writing. */
public final class LockTimeoutException extends DatabaseException {
  private static final long serialVersionUID = 1L;

  public LockTimeoutException(DatabaseError error) {
    super(error);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.error;

import org.jspecify.annotations.Nullable;

/**
 * A statement that the database refused or could not finish. The cause is the driver's exception.
 */
public class DatabaseException extends NestrelException {
  private static final long serialVersionUID = 1L;

  private final DatabaseError error;

  public DatabaseException(DatabaseError error) {
    super(error.message(), error.cause());
    this.error = error;
  }

  /** The SQLSTATE of ISO/IEC 9075; null where the driver gives none, as SQLite's does. */
  public final @Nullable String sqlState() {
    return error.sqlState();
  }

  /** The database's own error code; SQLite: the extended result code. 0 where there is none. */
  public final int vendorCode() {
    return error.vendorCode();
  }

  /** The text of the statement, without its values; null when it is not known. */
  public final @Nullable String sql() {
    return error.sql();
  }

  /** What the database said, in parts. */
  protected final DatabaseError error() {
    return error;
  }
}

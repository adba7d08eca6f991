// SPDX-License-Identifier: Apache-2.0
package io.nestrel.error;

/** The database could not parse the statement, or found no such table, column or function. */
public final class SqlSyntaxException extends DatabaseException {
  private static final long serialVersionUID = 1L;

  public SqlSyntaxException(DatabaseError error) {
    super(error);
  }
}

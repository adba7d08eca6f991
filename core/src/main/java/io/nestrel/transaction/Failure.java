// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import io.nestrel.dialect.Damage;
import io.nestrel.error.DatabaseException;
import io.nestrel.error.TransactionException;

/** What failed, and how far that reaches. */
record Failure(DatabaseException error, Damage damage) {

  /**
   * The exception for a control statement that could not be carried out.
   *
   * @param what such as "A savepoint could not be released"
   */
  TransactionException refusing(String what) {
    return new TransactionException(what + ": " + error.getMessage(), error);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel;

import io.nestrel.transaction.ObjectMemory;

/**
 * What enhanced model classes call before they write to a mapped field, so that a rollback can give
 * the value back. Public only because the call stands in the models' own code; not for
 * applications.
 */
public final class WriteHook {

  private WriteHook() {}

  /**
   * Remembers the record in the thread's transaction, unless that has been done since its innermost
   * scope or newest savepoint began; does nothing outside of transactions.
   *
   * @throws io.nestrel.error.TransactionException if another thread has changed the record in a
   *     transaction that is still open
   */
  public static void beforeWrite(ActiveRecord<?> record) {
    ObjectMemory.beforeWrite(record, RecordRewinder.INSTANCE);
  }
}

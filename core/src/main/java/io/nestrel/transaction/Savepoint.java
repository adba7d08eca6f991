// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import io.nestrel.error.InvalidSavepointException;

/**
 * A moment within a scope, to which the scope can be rolled back any number of times. Dead once it
 * is released, its scope has ended, or an earlier savepoint was rolled back to; a later savepoint
 * of the same name does not revive it. {@code toString()} is its name. Belongs to the thread that
 * took it.
 */
public interface Savepoint {

  String name();

  boolean isActive();

  /**
   * Rolls back to this moment; the savepoint stays, later ones are gone.
   *
   * @throws InvalidSavepointException if it is gone or belongs to another scope than the innermost
   */
  void rollback();

  /**
   * Removes this savepoint and later ones; their changes stay.
   *
   * @throws InvalidSavepointException if it is gone or belongs to another scope than the innermost
   */
  void release();
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import org.jspecify.annotations.Nullable;

/**
 * How objects of one kind are remembered and given their state back when a scope rolls back. The
 * layer above says so for its objects; they are told apart by identity. Stateless and thread-safe.
 *
 * @param <R> the objects
 * @param <M> what is remembered of one
 */
public interface Rewinder<R, M> {

  /** Whose transactions the object belongs to; null if it may still belong to any. */
  @Nullable TransactionManager manager(R object);

  /** Where the object was last remembered, as {@link #remembered} was told. */
  @Nullable Epoch epoch(R object);

  /** Keeps for the object where it was last remembered; null for nowhere. */
  void remembered(R object, @Nullable Epoch epoch);

  /** Where the object was made; null if it was made outside of transactions. */
  @Nullable Epoch birth(R object);

  /** What the object is now: its values and what it is to the database; immutable. */
  M remember(R object);

  /** Gives the object back what it was. */
  void restore(R object, M memory);

  /**
   * Takes back what saving gave an object that was made in the scope that is rolled back; its
   * values stay.
   *
   * @param memory what it was before it was first saved
   */
  void unsave(R object, M memory);

  /**
   * Nobody knows whether the changes to the object were committed.
   *
   * @param memory what it was before the transaction
   */
  void inDoubt(R object, M memory);
}

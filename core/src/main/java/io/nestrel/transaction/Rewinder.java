// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import org.jspecify.annotations.Nullable;

/**
 * How objects of one kind are remembered and given their state back when a scope rolls back. The
 * layer above says so for its objects; they are told apart by identity. Stateless and thread-safe.
 *
 * @param <R> the objects
 */
public interface Rewinder<R> {

  /** Whose transactions the object belongs to; null if it may still belong to any. */
  @Nullable TransactionManager manager(R object);

  /** Where the object was last remembered, as {@link #remembered} was told. */
  @Nullable Epoch epoch(R object);

  /** Keeps for the object where it was last remembered. */
  void remembered(R object, Epoch epoch);

  /** Where the object was made; null if it was made outside of transactions. */
  @Nullable Epoch birth(R object);

  /** The object's state now. */
  Object remember(R object);

  /** Gives the object a state back. */
  void restore(R object, Object state);

  /**
   * Takes back what saving gave an object that was made in the scope that is rolled back; its
   * values stay.
   *
   * @param unsaved its state before it was first saved
   */
  void unsave(R object, Object unsaved);

  /**
   * Nobody knows whether the changes to the object were committed.
   *
   * @param before its state before the transaction
   */
  void inDoubt(R object, Object before);
}

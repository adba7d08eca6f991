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

  /** Keeps for the object where it was last remembered; null for nowhere. */
  void remembered(R object, @Nullable Epoch epoch);

  /** Where the object was made; null if it was made outside of transactions. */
  @Nullable Epoch birth(R object);

  /** A copy of the object's values. */
  Object values(R object);

  /** What the object is to the database; immutable. */
  Object ties(R object);

  /** Gives the object a state back. */
  void restore(R object, Object values, Object ties);

  /**
   * Takes back what saving gave an object that was made in the scope that is rolled back; its
   * values stay.
   *
   * @param values those before it was first saved
   * @param ties what it was to the database then
   */
  void unsave(R object, Object values, Object ties);

  /**
   * Nobody knows whether the changes to the object were committed.
   *
   * @param values those before the transaction
   * @param ties what it was to the database then
   */
  void inDoubt(R object, Object values, Object ties);
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import org.jspecify.annotations.Nullable;

/**
 * A stretch of a transaction to whose start it can be rolled back: from the start of a scope, or
 * from an explicit savepoint, to the next. In each, an object is remembered at most once, at its
 * first touch. For the layer above it is only a token. Belongs to one thread; others may ask whose
 * it is and whether it is over.
 */
public final class Epoch {
  /** The level of its scope. */
  final int level;

  /** Where its entries in the undo log begin; they end where those of the next epoch begin. */
  int start;

  private @Nullable Mark mark;

  /** Whose it is; null when it is over. An object may keep its epoch for as long as it lives. */
  private volatile @Nullable ObjectMemory memory;

  /** The older one that has taken it in. */
  private volatile @Nullable Epoch mergedInto;

  /** Of a birth: the same moment in a transaction on another backend. */
  private @Nullable Epoch beside;

  Epoch(ObjectMemory memory, int level, int start, @Nullable Mark mark) {
    this.memory = memory;
    this.level = level;
    this.start = start;
    this.mark = mark;
  }

  private Epoch(Epoch part, @Nullable Epoch beside) {
    this.level = part.level;
    this.mergedInto = part;
    this.beside = beside;
  }

  /**
   * Where an object is made while the thread has transactions on several backends: a part of each
   * one's newest epoch.
   */
  static Epoch birth(Epoch newest, @Nullable Epoch beside) {
    return new Epoch(newest, beside);
  }

  /** The explicit savepoint that it begins with; null for the start of a scope. */
  @Nullable Mark mark() {
    return mark;
  }

  /** The one that this one is part of now. */
  Epoch current() {
    Epoch epoch = this;
    for (Epoch next = mergedInto; next != null; next = next.mergedInto) {
      epoch = next;
    }
    return epoch;
  }

  /** Whether the other one is this one, or has become part of it. */
  boolean covers(@Nullable Epoch other) {
    for (Epoch part = other; part != null; part = part.beside) {
      for (Epoch e = part; e != null; e = e.mergedInto) {
        if (e == this) {
          return true;
        }
      }
    }
    return false;
  }

  /** The memory of the transaction that it belongs to, in whatever thread; null when it is over. */
  @Nullable ObjectMemory memory() {
    return current().memory;
  }

  /** Becomes part of the epoch before. */
  void mergeInto(Epoch older) {
    mergedInto = older;
    memory = null;
    mark = null;
  }

  /** The transaction is over. */
  void end() {
    memory = null;
    mark = null;
  }
}

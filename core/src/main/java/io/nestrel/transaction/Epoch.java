// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a transaction to whose start it can be rolled back: from the start of a scope, or
 * from an explicit savepoint, to the next. In each, an object is remembered at most once, at its
 * first touch. For the layer above it is only a token. Belongs to one thread; others may ask whose
 * it is and whether it is over.
 */
public final class Epoch {
  final Thread owner = Thread.currentThread();

  /** The level of its scope. */
  final int level;

  private @Nullable Mark mark;
  private @Nullable IdentityHashMap<Object, Memento<?>> mementos;

  /** The older one that has taken it in. */
  private volatile @Nullable Epoch mergedInto;

  private volatile @Nullable Epoch goesOnIn;

  private volatile boolean over;

  Epoch(int level, @Nullable Mark mark) {
    this.level = level;
    this.mark = mark;
  }

  /** The explicit savepoint that it begins with; null for the start of a scope. */
  @Nullable Mark mark() {
    return mark;
  }

  /** What an object was. */
  private record Memento<R>(
      Rewinder<R> rewinder, R object, Object state, boolean madeHere, TransactionManager of) {
    void restore() {
      TransactionManager now = rewinder.manager(object);
      if (now != null && now != of) {
        return; // saved on another backend since
      }
      if (madeHere) {
        rewinder.unsave(object, state);
      } else {
        rewinder.restore(object, state);
      }
    }

    /** The same, for an older epoch, in which the object may have been made. */
    Memento<R> in(Epoch older) {
      return new Memento<>(
          rewinder, object, state, madeHere || older.covers(rewinder.birth(object)), of);
    }

    void inDoubt() {
      rewinder.inDoubt(object, state);
    }
  }

  /** Whether the other one is this one, or has become part of it. */
  boolean covers(@Nullable Epoch other) {
    for (Epoch e = other; e != null; e = e.mergedInto != null ? e.mergedInto : e.goesOnIn) {
      if (e == this) {
        return true;
      }
    }
    return false;
  }

  /** The one that this one is part of now. */
  private Epoch current() {
    Epoch epoch = this;
    for (Epoch next = mergedInto; next != null; next = next.mergedInto) {
      epoch = next;
    }
    return epoch;
  }

  /** Whether another thread's open transaction has changed what was remembered here. */
  boolean isForeign() {
    return owner != Thread.currentThread() && !current().over;
  }

  /** Remembers an object, unless it was before. */
  <R> void remember(R object, Rewinder<R> rewinder, TransactionManager of) {
    IdentityHashMap<Object, Memento<?>> known = mementos;
    if (known == null) {
      known = new IdentityHashMap<>();
      mementos = known;
    }
    if (!known.containsKey(object)) {
      boolean madeHere = covers(rewinder.birth(object));
      known.put(object, new Memento<>(rewinder, object, rewinder.remember(object), madeHere, of));
    }
    rewinder.remembered(object, this);
  }

  /** Gives all objects back what they were. */
  void restore() {
    if (mementos != null) {
      mementos.values().forEach(Memento::restore);
    }
    end();
  }

  /** Hands all to the epoch before; what that knows already is older and wins. */
  void mergeInto(Epoch older) {
    if (mementos != null) {
      if (older.mementos == null) {
        older.mementos = new IdentityHashMap<>();
      }
      IdentityHashMap<Object, Memento<?>> known = older.mementos;
      mementos.forEach((object, memento) -> known.computeIfAbsent(object, o -> memento.in(older)));
      mementos = null;
    }
    mark = null;
    mergedInto = older;
  }

  /** Nobody knows what became of the changes. */
  void inDoubt() {
    if (mementos != null) {
      mementos.values().forEach(Memento::inDoubt);
    }
    end();
  }

  /** What was made here counts as made in the one that goes on. */
  void continueIn(Epoch next) {
    goesOnIn = next;
  }

  /** Lets go of everything: an object may keep this for as long as it lives. */
  void end() {
    mementos = null;
    mark = null;
    over = true;
  }
}

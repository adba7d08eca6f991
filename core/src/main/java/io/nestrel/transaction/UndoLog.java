// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What the objects touched in one transaction were, in the order of the touches. Given back newest
 * first, so that of two memories of one object the older wins. Entries lie side by side in one
 * array, so that remembering an object allocates nothing but its memory.
 */
final class UndoLog {
  private static final @Nullable Object[] EMPTY = {};
  private static final int FIRST_SIZE = 4;

  // The columns of an entry
  private static final int OBJECT = 0;
  private static final int REWINDER = 1;
  private static final int MEMORY = 2;

  /** The epoch in which the object was remembered before. */
  private static final int BEFORE = 3;

  private static final int COLUMNS = 4;

  private @Nullable Object[] cells = EMPTY;
  private int size;

  /** The number of entries. */
  int size() {
    return size;
  }

  /**
   * Remembers what an object is now.
   *
   * @param before the epoch in which it was remembered last
   */
  <R> void add(R object, Rewinder<R, ?> rewinder, @Nullable Epoch before) {
    Object memory = rewinder.remember(object);
    int at = size * COLUMNS;
    if (at == cells.length) {
      cells = Arrays.copyOf(cells, Math.max(2 * at, FIRST_SIZE * COLUMNS));
    }
    cells[at + OBJECT] = object;
    cells[at + REWINDER] = rewinder;
    cells[at + MEMORY] = memory;
    cells[at + BEFORE] = before;
    size++;
  }

  /** Whether an object is among the entries from a place on. */
  boolean contains(Object object, int from) {
    for (int i = from; i < size; i++) {
      if (cells[i * COLUMNS + OBJECT] == object) {
        return true;
      }
    }
    return false;
  }

  /**
   * Drops the entries of objects that an older epoch remembers already.
   *
   * @param from the first entry
   * @param to the entry after the last
   * @return how many were dropped
   */
  int dropKnown(int from, int to, Epoch older) {
    int kept = from;
    for (int i = from; i < to; i++) {
      Epoch before = (Epoch) cells[i * COLUMNS + BEFORE];
      if (before == null || before.current() != older) {
        move(i, i + 1, kept++);
      }
    }
    move(to, size, kept);
    int dropped = to - kept;
    truncate(size - dropped);
    return dropped;
  }

  private void move(int from, int to, int target) {
    if (from != target) {
      System.arraycopy(cells, from * COLUMNS, cells, target * COLUMNS, (to - from) * COLUMNS);
    }
  }

  /**
   * Gives the objects of an epoch, which must be the newest, what they were, and forgets them.
   *
   * @param owner whose transaction it is: objects saved in another one's meanwhile stay as they are
   * @param alone whether no other transaction of the thread may have remembered them in between
   */
  void restore(Epoch epoch, TransactionManager owner, boolean alone) {
    for (int i = size - 1; i >= epoch.start; i--) {
      restore(i * COLUMNS, epoch, owner, alone);
    }
    truncate(epoch.start);
  }

  private void restore(int at, Epoch epoch, TransactionManager owner, boolean alone) {
    Object object = cell(at + OBJECT);
    Rewinder<Object, Object> rewinder = rewinder(at);
    TransactionManager manager = rewinder.manager(object);
    if (manager == null || manager == owner) {
      if (epoch.covers(rewinder.birth(object))) {
        rewinder.unsave(object, cell(at + MEMORY));
      } else {
        rewinder.restore(object, cell(at + MEMORY));
      }
    }
    rewinder.remembered(object, alone ? (Epoch) cells[at + BEFORE] : null);
  }

  /** Tells the objects that nobody knows what became of their changes, and forgets them. */
  void inDoubt() {
    for (int i = size - 1; i >= 0; i--) {
      int at = i * COLUMNS;
      rewinder(at).inDoubt(cell(at + OBJECT), cell(at + MEMORY));
    }
    truncate(0);
  }

  private void truncate(int newSize) {
    Arrays.fill(cells, newSize * COLUMNS, size * COLUMNS, null);
    size = newSize;
  }

  @SuppressWarnings("unchecked") // an entry's rewinder is that of its object
  private Rewinder<Object, Object> rewinder(int at) {
    return (Rewinder<Object, Object>) cell(at + REWINDER);
  }

  @SuppressWarnings("NullAway") // only the column BEFORE has nulls
  private Object cell(int index) {
    return cells[index];
  }
}

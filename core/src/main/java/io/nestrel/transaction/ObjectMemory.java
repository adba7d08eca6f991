// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import io.nestrel.error.TransactionException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the objects touched in one thread's transaction were, so that they rewind with it. Costs
 * nothing for objects that are not touched.
 */
public final class ObjectMemory {
  @SuppressWarnings("ThreadLocalUsage") // of all backends together; removed at the end
  private static final ThreadLocal<@Nullable ObjectMemory> CURRENT = new ThreadLocal<>();

  private final TransactionManager owner;
  private final List<Epoch> epochs = new ArrayList<>(4);
  private Epoch newest;

  /** The memory of this thread's transaction on another backend. */
  private @Nullable ObjectMemory next;

  private ObjectMemory(TransactionManager owner) {
    this.owner = owner;
    this.newest = new Epoch(1, null);
    epochs.add(newest);
  }

  /** Begins to remember, for the transaction that this thread begins. */
  static ObjectMemory open(TransactionManager owner) {
    ObjectMemory memory = new ObjectMemory(owner);
    memory.next = CURRENT.get();
    CURRENT.set(memory);
    return memory;
  }

  /** Where an object is made that is made now; null outside of transactions. */
  public static @Nullable Epoch now() {
    ObjectMemory memory = CURRENT.get();
    return memory == null ? null : memory.newest;
  }

  /**
   * To be called before a value of an object changes.
   *
   * @throws TransactionException if another thread has changed it in a transaction that is open
   */
  public static <R> void beforeWrite(R object, Rewinder<R> rewinder) {
    for (ObjectMemory memory = CURRENT.get(); memory != null; memory = memory.next) {
      Epoch newest = memory.newest;
      if (rewinder.epoch(object) != newest && rewinder.birth(object) != newest) {
        memory.touched(object, rewinder, false);
      }
    }
  }

  /**
   * To be called before an object is saved, deleted or read again.
   *
   * @throws TransactionException as {@link #beforeWrite} does
   */
  public static <R> void beforeSave(R object, Rewinder<R> rewinder) {
    for (ObjectMemory memory = CURRENT.get(); memory != null; memory = memory.next) {
      memory.touched(object, rewinder, true);
    }
  }

  private <R> void touched(R object, Rewinder<R> rewinder, boolean saving) {
    TransactionManager manager = rewinder.manager(object);
    if (manager != null && manager != owner) {
      return;
    }
    Epoch last = rewinder.epoch(object);
    if (last != null && last.isForeign()) {
      throw new TransactionException(
          "The %s was changed in a transaction of thread \"%s\" that is still open, and cannot be changed in another one: load it anew here"
              .formatted(object.getClass().getSimpleName(), last.owner.getName()));
    }
    // What is made here keeps its values, whatever becomes of the scope.
    if (saving || !newest.covers(rewinder.birth(object))) {
      newest.remember(object, rewinder, owner);
    }
  }

  void begin(Frame frame) {
    push(new Epoch(frame.level(), null));
  }

  void savepoint(Mark mark) {
    // One of the same name in the same scope has died: nobody can roll back to it any more.
    for (int i = epochs.size() - 1; i > 0 && epochs.get(i).level == mark.frame.level(); i--) {
      Mark older = epochs.get(i).mark();
      if (older != null && !older.isActive()) {
        epochs.remove(i).mergeInto(epochs.get(i - 1));
      }
    }
    push(new Epoch(mark.frame.level(), mark));
  }

  private void push(Epoch epoch) {
    epochs.add(epoch);
    newest = epoch;
  }

  void rolledBackTo(Mark mark) {
    Epoch restored = restoreFrom(indexOf(mark));
    push(new Epoch(mark.frame.level(), mark));
    restored.continueIn(newest);
  }

  void released(Mark mark) {
    mergeFrom(indexOf(mark));
  }

  private int indexOf(Mark mark) {
    for (int i = epochs.size() - 1; i > 0; i--) {
      if (epochs.get(i).mark() == mark) {
        return i;
      }
    }
    throw new IllegalStateException("savepoint " + mark + " is not known");
  }

  void committed(Frame frame) {
    int first = firstOf(frame);
    if (first == 0) {
      epochs.forEach(Epoch::end);
      close();
    } else {
      mergeFrom(first);
    }
  }

  /** The scope, and those inside it, are rolled back, whatever became of the server's part. */
  void rolledBack(Frame frame) {
    int first = firstOf(frame);
    restoreFrom(first);
    if (first == 0) {
      close();
    }
  }

  /** Nobody knows what became of the transaction: nothing is restored when it is rolled back. */
  void inDoubt() {
    mergeFrom(1);
    newest.inDoubt();
    epochs.set(0, new Epoch(1, null));
    newest = epochs.get(0);
  }

  private int firstOf(Frame frame) {
    int i = 0;
    while (epochs.get(i).level < frame.level()) {
      i++;
    }
    return i;
  }

  private Epoch restoreFrom(int first) {
    Epoch restored = newest;
    while (epochs.size() > first) {
      int start = epochs.size() - 1;
      while (start > first && epochs.get(start - 1).level == newest.level) {
        start--;
      }
      mergeFrom(start + 1);
      restored = epochs.remove(start);
      restored.restore();
      if (start > 0) {
        newest = epochs.get(start - 1);
        restored.continueIn(newest);
      }
    }
    return restored;
  }

  private void mergeFrom(int first) {
    while (epochs.size() > first) {
      Epoch merged = epochs.remove(epochs.size() - 1);
      newest = epochs.get(epochs.size() - 1);
      merged.mergeInto(newest);
    }
  }

  /** Takes no more touches of this thread in; harmless where that is so already. */
  void close() {
    if (CURRENT.get() == this) {
      if (next == null) {
        CURRENT.remove();
      } else {
        CURRENT.set(next);
      }
      return;
    }
    for (ObjectMemory memory = CURRENT.get(); memory != null; memory = memory.next) {
      if (memory.next == this) {
        memory.next = next;
      }
    }
  }
}

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
  private final Thread thread = Thread.currentThread();
  private final UndoLog log = new UndoLog();
  private final List<Epoch> epochs = new ArrayList<>(4);
  private Epoch newest;

  /** The memory of this thread's transaction on another backend. */
  private @Nullable ObjectMemory next;

  private ObjectMemory(TransactionManager owner) {
    this.owner = owner;
    this.newest = new Epoch(this, 1, 0, null);
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
    refuseForeign(object, last);
    // What is made here keeps its values, whatever becomes of the scope.
    if (saving || !newest.covers(rewinder.birth(object))) {
      if (!remembers(object, last)) {
        log.add(object, rewinder, last);
      }
      rewinder.remembered(object, newest);
    }
  }

  private static void refuseForeign(Object object, @Nullable Epoch last) {
    ObjectMemory memory = last == null ? null : last.memory();
    if (memory != null && memory.thread != Thread.currentThread()) {
      throw new TransactionException(
          "The %s was changed in a transaction of thread \"%s\" that is still open, and cannot be changed in another one: load it anew here"
              .formatted(object.getClass().getSimpleName(), memory.thread.getName()));
    }
  }

  /**
   * An object says where it was remembered last; of an object that may belong to several backends
   * it cannot say more than one place.
   */
  private boolean remembers(Object object, @Nullable Epoch last) {
    return (last != null && last.current() == newest)
        || (!isAlone() && log.contains(object, newest.start));
  }

  /** Whether the thread has no transaction on another backend. */
  private boolean isAlone() {
    return CURRENT.get() == this && next == null;
  }

  void begin(Frame frame) {
    push(frame.level(), null);
  }

  void savepoint(Mark mark) {
    // One of the same name in the same scope has died: nobody can roll back to it any more.
    for (int i = epochs.size() - 1; i > 0 && epochs.get(i).level == mark.frame.level(); i--) {
      Mark older = epochs.get(i).mark();
      if (older != null && !older.isActive()) {
        merge(i);
      }
    }
    push(mark.frame.level(), mark);
  }

  private void push(int level, @Nullable Mark mark) {
    newest = new Epoch(this, level, log.size(), mark);
    epochs.add(newest);
  }

  void rolledBackTo(Mark mark) {
    restoreFrom(indexOf(mark));
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
      end();
    } else {
      mergeFrom(first);
    }
  }

  /** The scope, and those inside it, are rolled back, whatever became of the server's part. */
  void rolledBack(Frame frame) {
    int first = firstOf(frame);
    restoreFrom(first);
    if (first == 0) {
      end();
    } else {
      mergeFrom(first);
    }
  }

  private void end() {
    epochs.forEach(Epoch::end);
    close();
  }

  /** Nobody knows what became of the transaction: nothing is restored when it is rolled back. */
  void inDoubt() {
    log.inDoubt();
    epochs.forEach(Epoch::end);
    epochs.clear();
    push(1, null);
  }

  private int firstOf(Frame frame) {
    int i = 0;
    while (epochs.get(i).level < frame.level()) {
      i++;
    }
    return i;
  }

  /** Gives back what was remembered since an epoch began, scope by scope; that epoch goes on. */
  private void restoreFrom(int first) {
    while (true) {
      int start = epochs.size() - 1;
      while (start > first && epochs.get(start - 1).level == newest.level) {
        start--;
      }
      mergeFrom(start + 1);
      log.restore(newest, owner, isAlone());
      if (start == first) {
        return;
      }
      mergeFrom(start); // what was made in the scope counts as made in the one around it
    }
  }

  private void mergeFrom(int first) {
    for (int i = epochs.size() - 1; i >= first; i--) {
      merge(i);
    }
  }

  /** Hands all to the epoch before; what that knows already is older and wins. */
  private void merge(int i) {
    Epoch merged = epochs.get(i);
    Epoch older = epochs.get(i - 1);
    int end = i + 1 < epochs.size() ? epochs.get(i + 1).start : log.size();
    int dropped = log.dropKnown(merged.start, end, older);
    epochs.remove(i);
    epochs.listIterator(i).forEachRemaining(later -> later.start -= dropped);
    merged.mergeInto(older);
    newest = epochs.get(epochs.size() - 1);
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

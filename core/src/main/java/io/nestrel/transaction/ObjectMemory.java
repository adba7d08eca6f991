// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import io.nestrel.error.TransactionException;
import org.jspecify.annotations.Nullable;

/**
 * What the objects touched in one thread's transaction were, so that they rewind with it. Costs
 * nothing for objects that are not touched.
 */
public final class ObjectMemory {
  @SuppressWarnings("ThreadLocalUsage") // of all backends together
  private static final ThreadLocal<@Nullable ObjectMemory> CURRENT = new ThreadLocal<>();

  private final TransactionManager owner;
  private final Thread thread = Thread.currentThread();
  private final UndoLog log = new UndoLog();
  private final EpochStack epochs;

  /** The memory of this thread's transaction on another backend. */
  private @Nullable ObjectMemory next;

  private volatile boolean suspended;

  private ObjectMemory(TransactionManager owner) {
    this.owner = owner;
    this.epochs = new EpochStack(this, log);
  }

  /** Begins to remember, for the transaction that this thread begins. */
  static ObjectMemory open(TransactionManager owner) {
    ObjectMemory memory = new ObjectMemory(owner);
    memory.enter();
    return memory;
  }

  /** Where an object is made that is made now; null outside of transactions. */
  public static @Nullable Epoch now() {
    ObjectMemory memory = CURRENT.get();
    if (memory == null || memory.next == null) {
      return memory == null ? null : memory.epochs.newest();
    }
    Epoch now = null;
    for (; memory != null; memory = memory.next) {
      now = Epoch.birth(memory.epochs.newest(), now);
    }
    return now;
  }

  /** Whether an object that was remembered there may still have to rewind. */
  public static boolean isOpen(@Nullable Epoch epoch) {
    return epoch != null && epoch.memory() != null;
  }

  /**
   * To be called before a value of an object changes.
   *
   * @throws TransactionException if another thread has changed it in a transaction that is open
   */
  public static <R> void beforeWrite(R object, Rewinder<R, ?> rewinder) {
    ObjectMemory current = CURRENT.get();
    if (current == null) {
      refuseForeign(object, rewinder.epoch(object));
    }
    for (ObjectMemory memory = current; memory != null; memory = memory.next) {
      Epoch newest = memory.epochs.newest();
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
  public static <R> void beforeSave(R object, Rewinder<R, ?> rewinder) {
    refuseForeign(object, rewinder.epoch(object));
    for (ObjectMemory memory = CURRENT.get(); memory != null; memory = memory.next) {
      memory.touched(object, rewinder, true);
    }
  }

  private <R> void touched(R object, Rewinder<R, ?> rewinder, boolean saving) {
    Epoch last = rewinder.epoch(object);
    refuseForeign(object, last);
    TransactionManager manager = rewinder.manager(object);
    if (manager != null && manager != owner) {
      return;
    }
    Epoch newest = epochs.newest();
    // What is made here keeps its values, whatever becomes of the scope.
    if (saving || !newest.covers(rewinder.birth(object))) {
      if (!remembers(newest, object, last)) {
        log.add(object, rewinder, last);
      }
      rewinder.remembered(object, newest);
    }
  }

  private static void refuseForeign(Object object, @Nullable Epoch last) {
    ObjectMemory memory = last == null ? null : last.memory();
    if (memory == null) {
      return;
    } else if (memory.suspended) {
      throw new TransactionException(
          "The %s was changed in the transaction that REQUIRES_NEW has suspended, and cannot be changed in the new one: load it anew here"
              .formatted(object.getClass().getSimpleName()));
    } else if (memory.thread != Thread.currentThread()) {
      throw new TransactionException(
          "The %s was changed in a transaction of thread \"%s\" that is still open, and cannot be changed in another one: load it anew here"
              .formatted(object.getClass().getSimpleName(), memory.thread.getName()));
    }
  }

  /**
   * An object says where it was remembered last; of an object that may belong to several backends
   * it cannot say more than one place.
   */
  private boolean remembers(Epoch newest, Object object, @Nullable Epoch last) {
    return (last != null && last.current() == newest)
        || (!isAlone() && log.contains(object, newest.start));
  }

  /** Whether the thread has no transaction on another backend. */
  private boolean isAlone() {
    return CURRENT.get() == this && next == null;
  }

  /** How many objects are remembered for each scope, the outermost first. */
  int[] remembered() {
    return epochs.remembered();
  }

  void begin(Frame frame) {
    epochs.push(frame.level(), null);
  }

  void savepoint(Mark mark) {
    epochs.mergeDead(mark.frame.level());
    epochs.push(mark.frame.level(), mark);
  }

  void rolledBackTo(Mark mark) {
    epochs.restoreFrom(epochs.indexOf(mark), owner, isAlone());
  }

  void released(Mark mark) {
    epochs.mergeFrom(epochs.indexOf(mark));
  }

  void committed(Frame frame) {
    endOrMerge(epochs.firstOf(frame));
  }

  /** The scope, and those inside it, are rolled back, whatever became of the server's part. */
  void rolledBack(Frame frame) {
    int first = epochs.firstOf(frame);
    epochs.restoreFrom(first, owner, isAlone());
    endOrMerge(first);
  }

  private void endOrMerge(int first) {
    if (first == 0) {
      epochs.end();
      close();
    } else {
      epochs.mergeFrom(first);
    }
  }

  /** Nobody knows what became of the transaction: nothing is restored when it is rolled back. */
  void inDoubt() {
    log.inDoubt();
    epochs.end();
    epochs.push(1, null);
  }

  /** What the thread touches until {@link #resume} belongs to another transaction. */
  void suspend() {
    suspended = true;
    close();
  }

  void resume() {
    suspended = false;
    enter();
  }

  private void enter() {
    next = CURRENT.get();
    CURRENT.set(this);
  }

  /** Takes no more touches of this thread in; harmless where that is so already. */
  void close() {
    if (CURRENT.get() == this) {
      // An empty entry that stays holds nothing, and the next transaction need not make one.
      CURRENT.set(next);
      return;
    }
    for (ObjectMemory memory = CURRENT.get(); memory != null; memory = memory.next) {
      if (memory.next == this) {
        memory.next = next;
      }
    }
  }
}

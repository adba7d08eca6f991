// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The epochs of one transaction, each a stretch of its undo log; there is always one. */
final class EpochStack {
  private final ObjectMemory memory;
  private final UndoLog log;
  private final List<Epoch> epochs = new ArrayList<>(4);
  private Epoch newest;

  EpochStack(ObjectMemory memory, UndoLog log) {
    this.memory = memory;
    this.log = log;
    this.newest = new Epoch(memory, 1, 0, null);
    epochs.add(newest);
  }

  Epoch newest() {
    return newest;
  }

  /**
   * Begins an epoch.
   *
   * @param mark the explicit savepoint that it begins with; null for the start of a scope
   */
  void push(int level, @Nullable Mark mark) {
    newest = new Epoch(memory, level, log.size(), mark);
    epochs.add(newest);
  }

  int indexOf(Mark mark) {
    for (int i = epochs.size() - 1; i > 0; i--) {
      if (epochs.get(i).mark() == mark) {
        return i;
      }
    }
    throw new IllegalStateException("savepoint " + mark + " is not known");
  }

  /** The epoch that a scope began with. */
  int firstOf(Frame frame) {
    int i = 0;
    while (epochs.get(i).level < frame.level()) {
      i++;
    }
    return i;
  }

  /** How many objects are remembered for each level, the outermost first. */
  int[] remembered() {
    int[] counts = new int[newest.level];
    for (int i = 0; i < epochs.size(); i++) {
      int end = i + 1 < epochs.size() ? epochs.get(i + 1).start : log.size();
      counts[epochs.get(i).level - 1] += end - epochs.get(i).start;
    }
    return counts;
  }

  /** Gives back what was remembered since an epoch began, scope by scope; that epoch goes on. */
  void restoreFrom(int first, TransactionManager owner, boolean alone) {
    while (true) {
      int start = epochs.size() - 1;
      while (start > first && epochs.get(start - 1).level == newest.level) {
        start--;
      }
      mergeFrom(start + 1);
      log.restore(newest, owner, alone);
      if (start == first) {
        return;
      }
      mergeFrom(start); // what was made in the scope counts as made in the one around it
    }
  }

  /** Has all epochs from one on become part of the one before. */
  void mergeFrom(int first) {
    for (int i = epochs.size() - 1; i >= first; i--) {
      merge(i);
    }
  }

  /** In a scope, the epochs of savepoints to which nobody can roll back any more. */
  void mergeDead(int level) {
    for (int i = epochs.size() - 1; i > 0 && epochs.get(i).level == level; i--) {
      Mark mark = epochs.get(i).mark();
      if (mark != null && !mark.isActive()) {
        merge(i);
      }
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

  /** The transaction is over. */
  void end() {
    epochs.forEach(Epoch::end);
    epochs.clear();
  }
}

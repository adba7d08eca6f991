// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The savepoints of a transaction, oldest first, as applications see them and as the server has
 * them.
 *
 * <p>Invariants: those that were sent come before those that are pending, because pending ones are
 * sent in order; pending releases go before them, mostly one, because releasing an older savepoint
 * releases the newer ones with it.
 */
final class SavepointStack {
  private final List<Mark> marks = new ArrayList<>();
  private final List<String> pendingReleases = new ArrayList<>();

  /** The name of a released savepoint that the next one, if it has the same, replaces. */
  private @Nullable String replaceable;

  /** Whether the server itself lets a savepoint replace an older one of the same name. */
  private final boolean replacing;

  SavepointStack(boolean replacing) {
    this.replacing = replacing;
  }

  /** Adds a pending savepoint; one of the same name in the same frame dies. */
  void push(Mark mark) {
    if (replaceable != null && replaceable.equals(mark.name)) {
      pendingReleases.clear(); // the server lets the new one replace it
    }
    replaceable = null;
    Mark older = find(m -> m.folded.equals(mark.folded));
    if (older != null) {
      older.die();
      boolean newest = marks.get(marks.size() - 1) == older;
      if (newest && older.sent && !replacing) {
        addRelease(older);
      }
      if (newest || !older.sent || replacing) {
        marks.remove(older);
      } // else it stays on the server, hidden below the new one, until an older one takes it along
    }
    marks.add(mark);
  }

  /** The newest active savepoint that fits. */
  @Nullable Mark find(Predicate<Mark> condition) {
    for (int i = marks.size() - 1; i >= 0; i--) {
      if (marks.get(i).isActive() && condition.test(marks.get(i))) {
        return marks.get(i);
      }
    }
    return null;
  }

  /** When the newest savepoint was taken; 0 if there is none. */
  long newestMoment() {
    return marks.isEmpty() ? 0 : marks.get(marks.size() - 1).moment;
  }

  List<Savepoint> active() {
    return marks.stream().filter(Mark::isActive).<Savepoint>map(m -> m).toList();
  }

  /** Those the server does not have yet, oldest first. */
  List<Mark> pending() {
    int first = marks.size();
    while (first > 0 && !marks.get(first - 1).sent) {
      first--;
    }
    return marks.subList(first, marks.size());
  }

  boolean hasPending() {
    return !marks.isEmpty() && !marks.get(marks.size() - 1).sent;
  }

  /** Those that have to be released before anything else is sent, in order. */
  List<String> pendingReleases() {
    return pendingReleases;
  }

  /** All of them were released. */
  void allReleased() {
    forgetReleases();
  }

  private void forgetReleases() {
    pendingReleases.clear();
    replaceable = null;
  }

  /** The savepoint that has to be released before anything else is sent; null if there is none. */
  @Nullable String pendingRelease() {
    return pendingReleases.isEmpty() ? null : pendingReleases.get(0);
  }

  void released() {
    pendingReleases.remove(0);
    replaceable = null;
  }

  /**
   * Removes a savepoint and all after it; the server is told with the next statement, if it must.
   */
  void release(Mark mark) {
    if (mark.sent) {
      boolean alone = pendingReleases.isEmpty() && newestSent() == mark;
      addRelease(mark);
      replaceable = replacing && alone ? mark.name : null;
    }
    removeFrom(marks.indexOf(mark));
  }

  private @Nullable Mark newestSent() {
    for (int i = marks.size() - 1; i >= 0; i--) {
      if (marks.get(i).sent) {
        return marks.get(i);
      }
    }
    return null;
  }

  /**
   * A name reaches the newest savepoint that has it: those that hide this one are released first.
   */
  private void addRelease(Mark mark) {
    boolean hidden = pendingReleases.contains(mark.name);
    for (Mark newer : marks.subList(marks.indexOf(mark) + 1, marks.size())) {
      if (newer.sent && newer.name.equals(mark.name)) {
        pendingReleases.add(mark.name);
        hidden = true;
      }
    }
    if (!hidden) {
      pendingReleases.clear();
    }
    pendingReleases.add(mark.name);
  }

  /** Removes the savepoints of a frame that has ended and had no savepoint of its own. */
  void releaseFrame(Frame frame) {
    for (Mark mark : marks) {
      if (mark.frame == frame) {
        release(mark);
        return;
      }
    }
  }

  /** Removes all after a savepoint, to which the server has been, or need not be, rolled back. */
  void rolledBackTo(Mark mark) {
    removeFrom(marks.indexOf(mark) + 1);
    if (mark.sent) {
      forgetReleases();
    }
  }

  /**
   * Takes back that savepoints were sent, because the server was rolled back to before them.
   *
   * @param start the last savepoint that the server still has; null for none
   */
  void unsendAfter(@Nullable Mark start) {
    int from = start == null ? 0 : marks.indexOf(start) + 1;
    for (int i = marks.size() - 1; i >= from; i--) {
      if (marks.get(i).isActive()) {
        marks.get(i).sent = false;
      } else {
        marks.remove(i);
      }
    }
    forgetReleases();
  }

  /** Removes everything of a frame and of the frames inside it. */
  void dropFrame(Frame frame) {
    int first = 0;
    while (first < marks.size() && marks.get(first).frame.level() < frame.level()) {
      first++;
    }
    removeFrom(first);
  }

  void clear() {
    removeFrom(0);
    forgetReleases();
  }

  private void removeFrom(int first) {
    for (int i = marks.size() - 1; i >= first; i--) {
      marks.remove(i).die();
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is to run when a scope turns out to be committed or rolled back, in order. */
final class Hooks {
  private static final Logger log = LoggerFactory.getLogger(TransactionManager.class);

  /** When a hook runs. */
  enum Kind {
    BEFORE_COMMIT,
    AFTER_COMMIT,
    AFTER_ROLLBACK
  }

  /**
   * @param of the object on whose behalf it runs, once for all that happened to it; null if it
   *     stands for itself
   * @param moment its place in the order of everything that happened in the transaction
   */
  private record Hook(Kind kind, @Nullable Object of, Runnable action, long moment) {}

  private List<Hook> hooks = List.of();

  /** The newest moment of each kind and object. */
  private Map<Kind, Map<Object, Long>> newest = Map.of();

  void add(Kind kind, Runnable action, long moment) {
    put(new Hook(kind, null, action, moment));
  }

  /**
   * Adds one that runs on an object's behalf, unless there is one already.
   *
   * @param since older ones do not count, because it may be rolled back to after them
   */
  void add(Kind kind, Object of, Runnable action, long moment, long since) {
    Map<Object, Long> known = newest.get(kind);
    Long last = known == null ? null : known.get(of);
    if (last == null || last <= since) {
      put(new Hook(kind, of, action, moment));
    }
  }

  private void put(Hook hook) {
    if (hooks.isEmpty()) {
      hooks = new ArrayList<>(2);
      newest = new EnumMap<>(Kind.class);
    }
    hooks.add(hook);
    if (hook.of != null) {
      newest.computeIfAbsent(hook.kind, kind -> new IdentityHashMap<>()).put(hook.of, hook.moment);
    }
  }

  /**
   * Takes over those of an inner scope that has ended.
   *
   * @param since as in {@link #add(Kind, Object, Runnable, long, long)}
   */
  void addAll(Hooks inner, long since) {
    for (Hook hook : inner.hooks) {
      if (hook.of == null) {
        put(hook);
      } else {
        add(hook.kind, hook.of, hook.action, hook.moment, since);
      }
    }
  }

  /** Removes those registered after a moment. */
  Hooks takeSince(long moment) {
    Hooks taken = new Hooks();
    List<Hook> all = hooks;
    clear();
    all.forEach(hook -> (hook.moment > moment ? taken : this).put(hook));
    return taken;
  }

  boolean isEmpty() {
    return hooks.isEmpty();
  }

  void clear() {
    hooks = List.of();
    newest = Map.of();
  }

  /** Runs those before the commit, and those that they register; what one throws is thrown. */
  void runBeforeCommit() {
    for (int i = 0; i < hooks.size(); i++) {
      if (hooks.get(i).kind == Kind.BEFORE_COMMIT) {
        hooks.get(i).action.run();
      }
    }
  }

  /** Runs all of a kind that cannot change anything any more: what they throw is logged. */
  void run(Kind kind) {
    if (hooks.isEmpty()) {
      return;
    }
    Set<Object> done = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Hook hook : hooks) {
      if (hook.kind == kind && (hook.of == null || done.add(hook.of))) {
        run(hook);
      }
    }
  }

  private static void run(Hook hook) {
    try {
      hook.action.run();
    } catch (Throwable e) { // whatever it is, what it follows has happened
      log.error(
          "A hook {} failed, which changes nothing: the others run",
          hook.kind == Kind.AFTER_COMMIT ? "after the commit" : "after the rollback",
          e);
    }
  }
}

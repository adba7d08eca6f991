// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import io.nestrel.dialect.Damage;
import io.nestrel.transaction.TransactionStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a database with nested transactions should be: snapshots of all rows on a stack of scopes.
 * Slow, and written without a look at the real thing. Not thread-safe.
 */
final class NestedModel {
  static final int PERMANENT = 0;

  private SortedMap<Integer, String> rows = new TreeMap<>();
  private final List<ModelScope> open = new ArrayList<>();
  private final List<ModelPoint> active = new ArrayList<>();
  private final List<ModelScope> scopes = new ArrayList<>();
  private final List<ModelPoint> points = new ArrayList<>();
  private final Damage ofFailures;
  private int counter;
  private int made;

  /** Whether the innermost scope has failed: no other can, for nothing begins inside it. */
  private boolean failed;

  /**
   * @param ofFailures what a statement costs that fails: itself or its scope
   */
  NestedModel(Damage ofFailures) {
    this.ofFailures = ofFailures;
    rows.put(PERMANENT, "permanent");
  }

  SortedMap<Integer, String> rows() {
    return rows;
  }

  int level() {
    return open.size();
  }

  TransactionStatus status() {
    if (open.isEmpty()) {
      return TransactionStatus.NONE;
    }
    return failed ? TransactionStatus.FAILED : TransactionStatus.ACTIVE;
  }

  List<String> names() {
    return active.stream().map(ModelPoint::name).toList();
  }

  // A switch with patterns needs Java 21.
  Outcome apply(Operation operation) {
    if (failed && operation instanceof Operation.Advance) {
      return Outcome.SCOPE_FAILED;
    } else if (operation instanceof Operation.Begin) {
      return begin();
    } else if (operation instanceof Operation.CommitHandle o) {
      return scopes.isEmpty() ? Outcome.DONE : endByHandle(pick(scopes, o.scope()), true);
    } else if (operation instanceof Operation.RollbackHandle o) {
      return scopes.isEmpty() ? Outcome.DONE : endByHandle(pick(scopes, o.scope()), false);
    } else if (operation instanceof Operation.CloseHandle o) {
      return scopes.isEmpty() ? Outcome.DONE : close(pick(scopes, o.scope()));
    } else if (operation instanceof Operation.Insert o) {
      return insert(o.id());
    } else if (operation instanceof Operation.Duplicate) {
      return insert(PERMANENT);
    } else if (operation instanceof Operation.Update o) {
      return write(o.id(), o.note());
    } else if (operation instanceof Operation.Delete o) {
      return write(o.id(), null);
    } else if (operation instanceof Operation.Query) {
      return statement();
    } else if (open.isEmpty()) {
      boolean nothing =
          points.isEmpty()
              && (operation instanceof Operation.BackTo || operation instanceof Operation.Release);
      return nothing ? Outcome.DONE : Outcome.NO_TRANSACTION;
    }
    return inTransaction(operation);
  }

  private Outcome inTransaction(Operation operation) {
    if (operation instanceof Operation.Commit) {
      return endByHandle(innermost(), true);
    } else if (operation instanceof Operation.Rollback) {
      return endByHandle(innermost(), false);
    } else if (operation instanceof Operation.Save) {
      return save(nextName());
    } else if (operation instanceof Operation.SaveAs o) {
      return saveAs(o.name());
    } else if (operation instanceof Operation.BackTo o) {
      return points.isEmpty() ? Outcome.DONE : use(pick(points, o.savepoint()), true);
    } else if (operation instanceof Operation.Release o) {
      return points.isEmpty() ? Outcome.DONE : use(pick(points, o.savepoint()), false);
    } else if (operation instanceof Operation.BackToName o) {
      return use(find(o.name()), true);
    } else if (operation instanceof Operation.ReleaseName o) {
      return use(find(o.name()), false);
    }
    throw new IllegalArgumentException(operation.toString());
  }

  private Outcome begin() {
    ModelScope outer = open.isEmpty() ? null : innermost();
    if (outer == null) {
      counter = 0;
    }
    ModelScope sharesWith = outer == null || outer.isTouched() ? null : outer;
    ModelScope scope = new ModelScope(rows, counter, sharesWith);
    if (outer != null) {
      String name = nextName();
      if (sharesWith == null) {
        active.add(new ModelPoint(scope, name, ++made, true, rows));
      }
    }
    open.add(scope);
    scopes.add(scope);
    return Outcome.DONE;
  }

  private Outcome endByHandle(ModelScope scope, boolean commit) {
    if (!open.contains(scope) || innermost() != scope) {
      return Outcome.REFUSED;
    } else if (commit && failed) {
      return Outcome.SCOPE_FAILED;
    }
    return commit ? end(scope) : close(scope);
  }

  private Outcome close(ModelScope scope) {
    if (open.contains(scope)) {
      rows = scope.before;
      ModelScope root = open.get(0);
      if (scope != root && scope.start() == root) {
        root.touch(false); // to the start of the transaction: ROLLBACK
      }
      end(scope);
    }
    return Outcome.DONE;
  }

  /** Takes a scope away, and those inside it, with their savepoints. */
  private Outcome end(ModelScope scope) {
    List<ModelScope> ended = open.subList(open.indexOf(scope), open.size());
    active.removeIf(point -> ended.contains(point.scope()));
    counter = scope.counterBefore;
    failed = false;
    ended.clear();
    return Outcome.DONE;
  }

  private Outcome saveAs(String name) {
    ModelPoint same = find(name);
    if (same != null && (same.ofScope() || same.scope() != innermost())) {
      return Outcome.INVALID_SAVEPOINT;
    }
    active.remove(same);
    return save(name);
  }

  private Outcome save(String name) {
    ModelPoint point = new ModelPoint(innermost(), name, ++made, false, rows);
    active.add(point);
    points.add(point);
    return Outcome.DONE;
  }

  private Outcome use(@Nullable ModelPoint point, boolean back) {
    if (point == null
        || !active.contains(point)
        || point.ofScope()
        || point.scope() != innermost()) {
      return Outcome.INVALID_SAVEPOINT;
    } else if (failed && !back) {
      return Outcome.SCOPE_FAILED;
    }
    failed = false; // a failed scope takes no savepoints, so this one is from before the error
    int index = active.indexOf(point);
    active.subList(back ? index + 1 : index, active.size()).clear();
    rows = back ? point.before() : rows;
    return Outcome.DONE;
  }

  private Outcome insert(int id) {
    statement();
    if (rows.containsKey(id)) {
      failed = ofFailures == Damage.SCOPE && !open.isEmpty();
      return Outcome.DUPLICATE_KEY;
    }
    return put(id, "inserted");
  }

  private Outcome write(int id, @Nullable String note) {
    statement();
    return rows.containsKey(id) ? put(id, note) : Outcome.DONE;
  }

  private Outcome put(int id, @Nullable String note) {
    rows = new TreeMap<>(rows);
    if (note == null) {
      rows.remove(id);
    } else {
      rows.put(id, note);
    }
    return Outcome.DONE;
  }

  private Outcome statement() {
    open.forEach(scope -> scope.touch(true));
    return Outcome.DONE;
  }

  private String nextName() {
    String name;
    do {
      name = "SP_" + ++counter;
    } while (find(name) != null);
    return name;
  }

  private @Nullable ModelPoint find(String name) {
    return active.stream().filter(point -> point.hasName(name)).findFirst().orElse(null);
  }

  private ModelScope innermost() {
    return open.get(open.size() - 1);
  }

  static <T> T pick(List<T> made, int number) {
    return made.get(number % made.size());
  }
}

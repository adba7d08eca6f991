// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import static java.util.Objects.requireNonNull;

import io.nestrel.dialect.Damage;
import io.nestrel.testkit.RewindWorld.Row;
import io.nestrel.testkit.RewindWorld.State;
import io.nestrel.testkit.RewindWorld.Thing;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What records and rows do in nested transactions: each scope and savepoint keeps a copy of the
 * whole world. Slow, and written without a look at the real thing. Not thread-safe.
 */
final class RewindModel {
  private final RewindWorld world = new RewindWorld();
  private final List<RewindScope> open = new ArrayList<>();
  private final List<RewindScope> scopes = new ArrayList<>();
  private final List<RewindScope.Point> points = new ArrayList<>();
  private final Damage ofFailures;

  /** Whether the innermost scope has failed: no other can, for nothing begins inside it. */
  private boolean failed;

  /**
   * @param ofFailures what a statement costs that fails: itself or its scope
   */
  RewindModel(Damage ofFailures) {
    this.ofFailures = ofFailures;
  }

  RewindWorld world() {
    return world;
  }

  int level() {
    return open.size();
  }

  boolean hasFailed() {
    return failed;
  }

  Outcome apply(RewindStep step) {
    return switch (step.kind()) {
      case BEGIN -> begin();
      case COMMIT -> open.isEmpty() ? Outcome.NO_TRANSACTION : commit();
      case ROLLBACK -> open.isEmpty() ? Outcome.NO_TRANSACTION : rollback(innermost());
      case CLOSE -> scopes.isEmpty() ? Outcome.DONE : rollback(pick(scopes, step));
      case SAVEPOINT -> savepoint("");
      case NAMED_SAVEPOINT -> savepoint(step.name());
      case BACK_TO -> points.isEmpty() ? Outcome.DONE : use(pick(points, step), true);
      case RELEASE -> points.isEmpty() ? Outcome.DONE : use(pick(points, step), false);
      case FAIL -> failed ? Outcome.SCOPE_FAILED : fail(Outcome.NOT_NULL);
      case QUERY -> failed ? Outcome.SCOPE_FAILED : Outcome.DONE;
      case MAKE -> {
        world.things.add(Thing.made(step.name()));
        yield Outcome.DONE;
      }
      case LOAD -> world.rows.isEmpty() ? Outcome.DONE : load(step);
      case SET_NAME, SET_STOCK, SET_DATA, CHANGE_DATA_IN_PLACE, SAVE, DELETE, RELOAD ->
          world.things.isEmpty() ? Outcome.DONE : withThing(step);
    };
  }

  private Outcome withThing(RewindStep step) {
    int index = step.number() % world.things.size();
    Thing thing = world.things.get(index);
    return switch (step.kind()) {
      case SET_NAME -> put(index, thing.named(step.name()));
      case SET_STOCK -> put(index, thing.stocked(step.value()));
      case SET_DATA -> put(index, thing.holding(step.value()));
      case CHANGE_DATA_IN_PLACE ->
          thing.data() == null ? Outcome.DONE : put(index, thing.holding(step.value()));
      case SAVE -> save(index, thing);
      case DELETE -> delete(index, thing);
      default -> reload(index, thing);
    };
  }

  private Outcome put(int index, Thing thing) {
    world.things.set(index, thing);
    return Outcome.DONE;
  }

  private Outcome save(int index, Thing thing) {
    if (thing.state() == State.DELETED) {
      return Outcome.STALE;
    } else if (thing.state() == State.PERSISTED && !thing.isChanged()) {
      return Outcome.DONE;
    } else if (failed) {
      return Outcome.SCOPE_FAILED;
    } else if (thing.state() == State.PERSISTED && !hasItsRow(thing)) {
      return Outcome.STALE;
    }
    long id = thing.id() == null ? NO_ID : thing.id();
    Row written = thing.writtenTo(world.rows.get(id));
    if (world.isTaken(written.name(), id)) {
      return fail(Outcome.DUPLICATE_KEY);
    }
    world.rows.put(id, written);
    return put(index, thing.with(id, thing.toRow()));
  }

  /** The id of a record that was saved until {@link #learnId} is told the one it got. */
  static final long NO_ID = -1;

  /** Which ids a database makes is its own affair; they must not be in use. */
  void learnId(RewindStep step, @Nullable Long id) {
    Row row = world.rows.remove(NO_ID);
    if (row != null) {
      if (id == null || world.rows.containsKey(id)) {
        throw new AssertionError("a record was saved with the id " + id);
      }
      world.rows.put(id, row);
      Thing saved = pick(world.things, step);
      put(step.number() % world.things.size(), saved.with(id, row));
    }
  }

  private boolean hasItsRow(Thing thing) {
    Row row = world.rows.get(requireNonNull(thing.id()));
    return row != null && row.version() == thing.version();
  }

  private Outcome delete(int index, Thing thing) {
    if (thing.state() != State.PERSISTED) {
      return Outcome.DONE;
    } else if (failed) {
      return Outcome.SCOPE_FAILED;
    } else if (!hasItsRow(thing)) {
      return Outcome.STALE;
    }
    world.rows.remove(requireNonNull(thing.id()));
    return put(index, thing.deleted());
  }

  private Outcome reload(int index, Thing thing) {
    if (thing.state() == State.NEW) {
      return Outcome.NOT_FOUND;
    } else if (failed) {
      return Outcome.SCOPE_FAILED;
    }
    Row row = world.rows.get(requireNonNull(thing.id()));
    return row == null ? Outcome.NOT_FOUND : put(index, thing.with(thing.id(), row));
  }

  private Outcome load(RewindStep step) {
    if (failed) {
      return Outcome.SCOPE_FAILED;
    }
    long id = idToLoad(step);
    world.things.add(Thing.loaded(id, requireNonNull(world.rows.get(id))));
    return Outcome.DONE;
  }

  /** Which row a step loads; there are some. */
  long idToLoad(RewindStep step) {
    return pick(List.copyOf(world.rows.keySet()), step);
  }

  private Outcome begin() {
    if (failed) {
      return Outcome.SCOPE_FAILED;
    }
    RewindScope scope = new RewindScope(world.copy());
    open.add(scope);
    scopes.add(scope);
    return Outcome.DONE;
  }

  private Outcome commit() {
    if (failed) {
      return Outcome.SCOPE_FAILED;
    }
    open.remove(innermost());
    return Outcome.DONE;
  }

  /** After the scopes inside it, one by one; nothing for a scope that has ended. */
  private Outcome rollback(RewindScope scope) {
    while (open.contains(scope)) {
      world.backTo(innermost().before);
      open.remove(innermost());
      failed = false;
    }
    return Outcome.DONE;
  }

  /** A name of the scope moves, one of an outer scope is refused; automatic names are free. */
  private Outcome savepoint(String name) {
    if (open.isEmpty()) {
      return Outcome.NO_TRANSACTION;
    } else if (failed) {
      return Outcome.SCOPE_FAILED;
    }
    for (RewindScope scope : open) {
      boolean active = scope.active.stream().anyMatch(p -> !name.isEmpty() && p.name.equals(name));
      if (active && scope != innermost()) {
        return Outcome.INVALID_SAVEPOINT;
      } else if (active) {
        scope.active.removeIf(point -> point.name.equals(name));
      }
    }
    RewindScope.Point point = new RewindScope.Point(world.copy(), name);
    innermost().active.add(point);
    points.add(point);
    return Outcome.DONE;
  }

  private Outcome use(RewindScope.Point point, boolean back) {
    if (open.isEmpty()) {
      return Outcome.NO_TRANSACTION;
    }
    List<RewindScope.Point> active = innermost().active;
    int index = active.indexOf(point);
    if (index < 0) {
      return Outcome.INVALID_SAVEPOINT;
    } else if (back) {
      world.backTo(point.before);
      failed = false; // a failed scope takes no savepoints, so this one is from before the error
    } else if (failed) {
      return Outcome.SCOPE_FAILED;
    }
    active.subList(back ? index + 1 : index, active.size()).clear();
    return Outcome.DONE;
  }

  private Outcome fail(Outcome outcome) {
    failed = ofFailures == Damage.SCOPE && !open.isEmpty();
    return outcome;
  }

  private RewindScope innermost() {
    return open.get(open.size() - 1);
  }

  static <T> T pick(List<T> made, RewindStep step) {
    return made.get(step.number() % made.size());
  }
}

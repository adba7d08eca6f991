// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All records and all rows, as they should be. Copied whole for each scope and savepoint. Not
 * thread-safe.
 */
final class RewindWorld {
  final List<Thing> things = new ArrayList<>();
  final TreeMap<Long, Row> rows = new TreeMap<>();

  enum State {
    NEW,
    PERSISTED,
    DELETED
  }

  /** What the database holds for an id. */
  record Row(String name, int stock, @Nullable Integer data, int version) {}

  /**
   * What a record is.
   *
   * @param id never set by programs, only by saving
   * @param data an array's only value; null for no array
   * @param stored the row when it was last read or written, with {@code id} as its key
   * @param asLoaded what to go back to when the scope rolls back that has loaded it; null for a
   *     record made with {@code new}
   */
  record Thing(
      @Nullable Long id,
      String name,
      int stock,
      @Nullable Integer data,
      int version,
      State state,
      @Nullable Row stored,
      @Nullable Thing asLoaded) {

    static Thing made(String name) {
      return new Thing(null, name, 0, null, 0, State.NEW, null, null);
    }

    static Thing loaded(long id, Row row) {
      Thing loaded = made(row.name).with(id, row);
      return loaded.with(loaded);
    }

    private Thing with(Thing loaded) {
      return new Thing(id, name, stock, data, version, state, stored, loaded);
    }

    Thing named(String newName) {
      return new Thing(id, newName, stock, data, version, state, stored, asLoaded);
    }

    Thing stocked(int newStock) {
      return new Thing(id, name, newStock, data, version, state, stored, asLoaded);
    }

    Thing holding(int newData) {
      return new Thing(id, name, stock, newData, version, state, stored, asLoaded);
    }

    /** Read from a row or written to it. */
    Thing with(long newId, Row row) {
      return new Thing(
          newId, row.name, row.stock, row.data, row.version, State.PERSISTED, row, asLoaded);
    }

    Thing deleted() {
      return new Thing(id, name, stock, data, version, State.DELETED, stored, asLoaded);
    }

    /** As the scope in which it appeared leaves it when that is rolled back. */
    Thing afterItsScope() {
      return asLoaded == null
          ? new Thing(null, name, stock, data, 0, State.NEW, null, null)
          : asLoaded.with(asLoaded);
    }

    Row toRow() {
      return new Row(name, stock, data, version + 1);
    }

    /**
     * The row after a save, which writes what has changed. The rest is not always as stored: SQLite
     * may give the id of a row that is gone to another.
     */
    Row writtenTo(@Nullable Row row) {
      return row == null || stored == null
          ? toRow()
          : new Row(
              name.equals(stored.name) ? row.name : name,
              stock == stored.stock ? row.stock : stock,
              Objects.equals(data, stored.data) ? row.data : data,
              version + 1);
    }

    /** Of persisted ones. */
    boolean isChanged() {
      return !new Row(name, stock, data, version).equals(stored);
    }
  }

  RewindWorld copy() {
    RewindWorld copy = new RewindWorld();
    copy.things.addAll(things);
    copy.rows.putAll(rows);
    return copy;
  }

  /** Everything is what it was; what has appeared since ends as its scope leaves it. */
  void backTo(RewindWorld then) {
    rows.clear();
    rows.putAll(then.rows);
    for (int i = 0; i < things.size(); i++) {
      things.set(i, i < then.things.size() ? then.things.get(i) : things.get(i).afterItsScope());
    }
  }

  /** Whether a row that is not this one has the name. */
  boolean isTaken(String name, long id) {
    return rows.entrySet().stream()
        .anyMatch(row -> row.getValue().name.equals(name) && row.getKey() != id);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.nestrel.Model;
import io.nestrel.backend.Backend;
import io.nestrel.dialect.Damage;
import io.nestrel.testkit.RewindWorld.Row;
import io.nestrel.testkit.RewindWorld.State;
import io.nestrel.testkit.RewindWorld.Thing;
import io.nestrel.transaction.Savepoint;
import io.nestrel.transaction.Transaction;
import io.nestrel.transaction.TransactionManager;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Runs a program with records on a backend and on the model, and compares them after each step. */
final class RewindRun {
  private static final int MANY = 100;

  private final Backend backend;
  private final TransactionManager manager;
  private final Model<Keepsake> keepsakes;
  private final boolean queryAfterEachStep;
  private final RewindModel model;
  private final List<Keepsake> records = new ArrayList<>();
  private final List<Transaction> scopes = new ArrayList<>();
  private final List<Savepoint> savepoints = new ArrayList<>();
  private int steps;

  /**
   * @param ofFailures what a failed statement costs on this backend: itself or its scope
   * @param queryAfterEachStep otherwise rows are compared only where the program queries and at the
   *     end, because a query changes which scopes share their start
   */
  RewindRun(Backend backend, Damage ofFailures, boolean queryAfterEachStep) {
    this.backend = backend;
    this.manager = backend.transactionManager();
    this.keepsakes = Keepsake.KEEPSAKES.on(backend);
    this.model = new RewindModel(ofFailures);
    this.queryAfterEachStep = queryAfterEachStep;
  }

  void run(List<RewindStep> program) {
    try {
      program.forEach(this::step);
      while (model.level() > 0) {
        step(new RewindStep(RewindStep.Kind.ROLLBACK, 0, 0));
        step(new RewindStep(RewindStep.Kind.QUERY, 0, 0));
      }
      compareRows("at the end");
    } finally {
      while (manager.isActive()) {
        manager.rollback();
      }
      backend.execute("DELETE FROM widgets");
    }
  }

  private void step(RewindStep step) {
    String where = "step %d, %s".formatted(++steps, step);
    Outcome outcome;
    try {
      perform(step);
      outcome = Outcome.DONE;
    } catch (RuntimeException e) {
      outcome = Outcome.of(e);
    }
    assertThat(outcome).as(where).isEqualTo(model.apply(step));
    if (step.kind() == RewindStep.Kind.SAVE && !records.isEmpty()) {
      model.learnId(step, RewindModel.pick(records, step).id());
    }
    assertThat(manager.level()).as(where).isEqualTo(model.level());
    for (int i = 0; i < records.size(); i++) {
      compare("%s, record %d".formatted(where, i), records.get(i), model.world().things.get(i));
    }
    boolean asked = step.kind() == RewindStep.Kind.QUERY || queryAfterEachStep;
    if (asked && !model.hasFailed()) {
      compareRows(where);
    }
  }

  private static void compare(String where, Keepsake record, Thing expected) {
    assertThat(seen(record, expected)).as(where).isEqualTo(expected);
    boolean isNew = expected.state() == State.NEW;
    assertThat(record.toString())
        .as(where)
        .isEqualTo(isNew ? "Keepsake(new)" : "Keepsake(id=" + expected.id() + ")");
    List<String> changed = new ArrayList<>();
    Row stored = expected.stored() == null ? new Row("", 0, null, 0) : expected.stored();
    if (!expected.name().equals(stored.name())) {
      changed.add("name");
    }
    if (expected.stock() != stored.stock()) {
      changed.add("stock");
    }
    if (!java.util.Objects.equals(expected.data(), stored.data())) {
      changed.add("data");
    }
    assertThat(record.changedFields()).as(where).containsExactlyElementsOf(changed);
    assertThat(record.isChanged()).as(where).isEqualTo(!changed.isEmpty());
  }

  /** The record as the model would put it; what cannot be seen of it is taken for granted. */
  private static Thing seen(Keepsake record, Thing expected) {
    State state = record.isNew() ? State.NEW : State.PERSISTED;
    return new Thing(
        record.id(),
        record.name(),
        record.stock(),
        value(record),
        record.version(),
        record.isDeleted() ? State.DELETED : state,
        expected.stored(),
        expected.asLoaded());
  }

  private static @Nullable Integer value(Keepsake record) {
    return record.hasData() ? (Integer) (int) record.data()[0] : null;
  }

  private void compareRows(String where) {
    SortedMap<Long, Row> rows = new TreeMap<>();
    for (Keepsake row : keepsakes.all()) {
      rows.put(row.key(), new Row(row.name(), row.stock(), value(row), row.version()));
    }
    assertThat(rows).as(where).isEqualTo(model.world().rows);
  }

  private void perform(RewindStep step) {
    switch (step.kind()) {
      case BEGIN -> scopes.add(manager.begin());
      case COMMIT -> manager.commit();
      case ROLLBACK -> manager.rollback();
      case SAVEPOINT -> savepoints.add(manager.savepoint());
      case NAMED_SAVEPOINT -> savepoints.add(manager.savepoint(step.name()));
      case MAKE -> records.add(new Keepsake(step.name()));
      case LOAD -> load(step);
      case FAIL -> backend.execute("INSERT INTO widgets (name) VALUES (NULL)");
      case QUERY -> assertThat(keepsakes.count()).isLessThan(MANY);
      case CLOSE -> {
        if (!scopes.isEmpty()) {
          RewindModel.pick(scopes, step).close();
        }
      }
      case BACK_TO -> {
        if (!savepoints.isEmpty()) {
          manager.rollbackTo(RewindModel.pick(savepoints, step));
        }
      }
      case RELEASE -> {
        if (!savepoints.isEmpty()) {
          manager.release(RewindModel.pick(savepoints, step));
        }
      }
      case SET_NAME, SET_STOCK, SET_DATA, CHANGE_DATA_IN_PLACE, SAVE, DELETE, RELOAD -> {
        if (!records.isEmpty()) {
          performOn(RewindModel.pick(records, step), step);
        }
      }
    }
  }

  private void load(RewindStep step) {
    if (!model.world().rows.isEmpty()) {
      records.add(keepsakes.get(model.idToLoad(step)));
    }
  }

  private void performOn(Keepsake record, RewindStep step) {
    switch (step.kind()) {
      case SET_NAME -> record.name(step.name());
      case SET_STOCK -> record.stock(step.value());
      case SET_DATA -> record.data((byte) step.value());
      case CHANGE_DATA_IN_PLACE -> changeInPlace(record, (byte) step.value());
      case SAVE -> keepsakes.save(record);
      case DELETE -> record.delete();
      default -> record.reload();
    }
  }

  /** The write to a field tells the scope, which copies what is changed in place then. */
  private static void changeInPlace(Keepsake record, byte value) {
    if (record.hasData()) {
      record.stock(record.stock()).data()[0] = value;
    }
  }
}

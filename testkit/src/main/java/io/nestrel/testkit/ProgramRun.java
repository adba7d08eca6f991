// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.nestrel.backend.Backend;
import io.nestrel.dialect.Damage;
import io.nestrel.transaction.Savepoint;
import io.nestrel.transaction.Transaction;
import io.nestrel.transaction.TransactionManager;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Runs a program on a backend and on the model, and compares them after each step. */
final class ProgramRun {
  private final Backend backend;
  private final TransactionManager manager;
  private final boolean queryAfterEachStep;
  private final NestedModel model;
  private final List<Transaction> scopes = new ArrayList<>();
  private final List<Savepoint> savepoints = new ArrayList<>();
  private int steps;

  /**
   * @param ofFailures what a failed statement costs on this backend: itself or its scope
   * @param queryAfterEachStep otherwise rows are compared only where the program queries and at the
   *     end, because a query changes which scopes share their start
   */
  ProgramRun(Backend backend, Damage ofFailures, boolean queryAfterEachStep) {
    this.backend = backend;
    this.manager = backend.transactionManager();
    this.model = new NestedModel(ofFailures);
    this.queryAfterEachStep = queryAfterEachStep;
  }

  void run(List<Operation> program) {
    try {
      program.forEach(this::step);
      if (!scopes.isEmpty()) {
        step(new Operation.CloseHandle(scopes.size() - 1));
      }
      while (model.level() > 0) {
        step(new Operation.Rollback());
        step(new Operation.Query());
      }
      compareRows("at the end");
    } finally {
      while (manager.isActive()) {
        manager.rollback();
      }
      backend.execute("DELETE FROM entry WHERE id > ?", NestedModel.PERMANENT);
    }
  }

  private void step(Operation operation) {
    String where = "step %d, %s".formatted(++steps, operation);
    compareOutcome(operation, where);
    if (queryAfterEachStep && !(operation instanceof Operation.Query)) {
      compareOutcome(new Operation.Query(), where + " and a query");
    }
  }

  private void compareOutcome(Operation operation, String where) {
    Outcome outcome;
    try {
      perform(operation);
      outcome = Outcome.DONE;
    } catch (RuntimeException e) {
      outcome = Outcome.of(e);
    }
    assertThat(outcome).as(where).isEqualTo(model.apply(operation));
    assertThat(manager.level()).as(where).isEqualTo(model.level());
    assertThat(manager.status()).as(where).isEqualTo(model.status());
    assertThat(manager.activeSavepoints().stream().map(Savepoint::name).toList())
        .as(where)
        .isEqualTo(model.names());
    if (operation instanceof Operation.Query && outcome == Outcome.DONE) {
      compareRows(where);
    }
  }

  private void compareRows(String where) {
    assertThat(rows()).as(where).isEqualTo(model.rows());
  }

  private SortedMap<Integer, String> rows() {
    SortedMap<Integer, String> rows = new TreeMap<>();
    backend.query("SELECT id, note FROM entry", row -> rows.put(row.getInt(1), row.getString(2)));
    return rows;
  }

  // A switch with patterns needs Java 21.
  private void perform(Operation operation) {
    if (operation instanceof Operation.Begin) {
      scopes.add(manager.begin());
    } else if (operation instanceof Operation.Commit) {
      manager.commit();
    } else if (operation instanceof Operation.Rollback) {
      manager.rollback();
    } else if (operation instanceof Operation.Insert o) {
      insert(o.id());
    } else if (operation instanceof Operation.Duplicate) {
      insert(NestedModel.PERMANENT);
    } else if (operation instanceof Operation.Update o) {
      backend.execute("UPDATE entry SET note = ? WHERE id = ?", o.note(), o.id());
    } else if (operation instanceof Operation.Delete o) {
      backend.execute("DELETE FROM entry WHERE id = ?", o.id());
    } else if (operation instanceof Operation.Query) {
      assertThat(rows()).isNotEmpty();
    } else if (operation instanceof Operation.Save) {
      savepoints.add(manager.savepoint());
    } else if (operation instanceof Operation.SaveAs o) {
      savepoints.add(manager.savepoint(o.name()));
    } else if (operation instanceof Operation.BackToName o) {
      manager.rollbackTo(o.name());
    } else if (operation instanceof Operation.ReleaseName o) {
      manager.release(o.name());
    } else {
      performByHandle(operation);
    }
  }

  private void performByHandle(Operation operation) {
    if (operation instanceof Operation.BackTo o) {
      if (!savepoints.isEmpty()) {
        manager.rollbackTo(NestedModel.pick(savepoints, o.savepoint()));
      }
    } else if (operation instanceof Operation.Release o) {
      if (!savepoints.isEmpty()) {
        manager.release(NestedModel.pick(savepoints, o.savepoint()));
      }
    } else if (scopes.isEmpty()) {
      return;
    } else if (operation instanceof Operation.CommitHandle o) {
      NestedModel.pick(scopes, o.scope()).commit();
    } else if (operation instanceof Operation.RollbackHandle o) {
      NestedModel.pick(scopes, o.scope()).rollback();
    } else if (operation instanceof Operation.CloseHandle o) {
      NestedModel.pick(scopes, o.scope()).close();
    }
  }

  private void insert(int id) {
    backend.execute("INSERT INTO entry (id, note) VALUES (?, 'inserted')", id);
  }
}

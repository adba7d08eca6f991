// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import static java.util.Objects.requireNonNull;

import io.nestrel.Model;
import io.nestrel.backend.Backend;
import io.nestrel.transaction.Savepoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What applications do, again and again, on tables that nobody else uses. */
final class CountedOperations {
  private static final String TAKEN = "taken";

  private final Backend backend;
  private final Model<Widget> widgets;
  private final Model<Reading> readings;
  private final Widget unchanged;
  private int last;

  CountedOperations(Backend backend) {
    this.backend = backend;
    this.widgets = Widget.WIDGETS.on(backend);
    this.readings = Reading.READINGS.on(backend);
    this.unchanged = widgets.save(new Widget(TAKEN));
    readings.saveAll(IntStream.range(0, 1_000).mapToObj(i -> new Reading(i, i)).toList());
  }

  /** By their names, those that begin without a transaction. */
  Map<String, Runnable> outside() {
    Map<String, Runnable> all = new LinkedHashMap<>();
    all.put("insert", this::insert);
    all.put("insert in a transaction", () -> nested(this::insert));
    all.put("insert with callbacks", this::insertWithCallbacks);
    all.put("insert refused", this::insertTaken);
    all.put("find", this::find);
    all.put("find in a transaction", () -> nested(this::find));
    all.put("load 1,000", readings::all);
    all.put("stream 1,000", this::stream);
    all.put("find, change, save", this::change);
    all.put("find, change, save in a transaction", () -> nested(this::change));
    all.put("save what is unchanged", unchanged::save);
    all.put("insert, delete", () -> insert().delete());
    all.put("raw SQL", this::rawSql);
    all.put("empty scopes", () -> nested(() -> nested(() -> {})));
    all.put("100 nested inserts", () -> nested(() -> hundredTimes(() -> nested(this::insert))));
    all.put("saveAll of 100", () -> widgets.saveAll(hundred()));
    all.put("saveEach of 100", () -> widgets.saveEach(hundred()));
    all.put("saveEach of 8, one refused", this::saveEachButOne);
    return all;
  }

  /** By their names, those that go on with a transaction that has sent something. */
  Map<String, Runnable> inside() {
    Map<String, Runnable> all = new LinkedHashMap<>();
    all.put("insert", this::insert);
    all.put("find", this::find);
    all.put("empty nested scope", () -> nested(() -> {}));
    all.put("nested insert", () -> nested(this::insert));
    all.put("nested find", () -> nested(this::find));
    all.put("nested raw SQL", () -> nested(this::rawSql));
    all.put("nested insert with callbacks", () -> nested(this::insertWithCallbacks));
    all.put("nested insert twice", () -> twice(() -> nested(this::insert)));
    all.put("nested insert, insert", () -> before(() -> nested(this::insert)));
    all.put("nested, rolled back, insert", () -> before(() -> rolledBack(this::insert)));
    all.put("nested, refused, insert", () -> before(() -> attempt(() -> nested(this::takeAgain))));
    all.put("3 levels, 1 insert", () -> nested(() -> nested(() -> nested(this::insert))));
    all.put("3 levels, 3 inserts", () -> after(() -> after(() -> nested(this::insert))));
    all.put("savepoint, insert, back to it, insert", this::savepoint);
    return all;
  }

  private Widget fresh() {
    return new Widget("widget " + ++last);
  }

  private Widget insert() {
    return widgets.save(fresh());
  }

  private void insertWithCallbacks() {
    Gadget.GADGETS.on(backend).save(new Gadget("gadget " + ++last));
  }

  private void takeAgain() {
    widgets.save(new Widget(TAKEN));
  }

  private void insertTaken() {
    attempt(this::takeAgain);
  }

  private Widget find() {
    return widgets.get(requireNonNull(unchanged.id()));
  }

  private void change() {
    Widget widget = find();
    widget.stock(widget.stock() + 1);
    widget.save();
  }

  private void stream() {
    try (Stream<Reading> rows = readings.query().stream()) {
      rows.forEach(Reading::sensor);
    }
  }

  private void rawSql() {
    backend.execute("UPDATE entry SET note = ?", "changed");
  }

  private List<Widget> hundred() {
    return Stream.generate(this::fresh).limit(100).toList();
  }

  private void saveEachButOne() {
    List<Widget> all = new ArrayList<>(hundred().subList(0, 8));
    all.set(4, new Widget(TAKEN));
    widgets.saveEach(all);
  }

  private void savepoint() {
    Savepoint savepoint = backend.transactionManager().savepoint("here");
    insert();
    savepoint.rollback();
    insert();
    savepoint.release();
  }

  private void nested(Runnable work) {
    backend.transaction(work::run);
  }

  /** A nested scope that inserts and then does the work. */
  private void after(Runnable work) {
    nested(
        () -> {
          insert();
          work.run();
        });
  }

  /** Does the work and then inserts. */
  private void before(Runnable work) {
    work.run();
    insert();
  }

  private void rolledBack(Runnable work) {
    backend.beginTransaction();
    work.run();
    backend.rollbackTransaction();
  }

  /** What it costs is what is counted. */
  private static void attempt(Runnable work) {
    try {
      work.run();
      throw new AssertionError("was to be refused");
    } catch (RuntimeException e) {
      // as it should be
    }
  }

  private static void twice(Runnable work) {
    work.run();
    work.run();
  }

  private static void hundredTimes(Runnable work) {
    for (int i = 0; i < 100; i++) {
      work.run();
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import io.nestrel.Model;
import io.nestrel.backend.Backend;
import io.nestrel.transaction.Savepoint;

/**
 * Units of work that are cut at every point. Each has rows of its own: in {@code entry} the ten ids
 * from {@code first} on, of which the first is there already with the note "before", and in {@code
 * widgets} those with the name {@code first}.
 */
enum CutPointProgram {
  NESTED_SCOPES("0 changed, 1 new, 2 new, 4 new, 5 new, 7 new, widget with stock 3") {
    @Override
    void run(Backend backend, int first) {
      backend.transaction(
          () -> {
            update(backend, first);
            insert(backend, first + 1);
            attempt(() -> backend.transaction(() -> committedScope(backend, first)));
            attempt(() -> backend.transaction(() -> rolledBackScope(backend, first)));
            Widget widget = widgets(backend).save(new Widget(String.valueOf(first)));
            widget.stock(3);
            widget.save();
            insert(backend, first + 7);
          });
    }
  },

  SINGLE_INSERT("0 before, 1 new") {
    @Override
    void run(Backend backend, int first) {
      insert(backend, first + 1);
    }
  },

  SINGLE_UPDATE("0 changed") {
    @Override
    void run(Backend backend, int first) {
      update(backend, first);
    }
  },

  SINGLE_SAVE("0 before, widget with stock 2") {
    @Override
    void run(Backend backend, int first) {
      Widget widget = new Widget(String.valueOf(first));
      widget.stock(2);
      widgets(backend).save(widget);
    }
  };

  /** The rows if nothing of a program was committed. */
  static final String NOTHING = "0 before";

  private final String all;

  CutPointProgram(String all) {
    this.all = all;
  }

  /** Does the unit of work, with rows whose ids begin at {@code first}. */
  abstract void run(Backend backend, int first);

  /** The rows if it was committed. */
  String all() {
    return all;
  }

  /** What a careless application does: it goes on, whatever became of an inner scope. */
  private static void attempt(Runnable scope) {
    try {
      scope.run();
    } catch (RuntimeException e) {
      // Not told to anybody: the outer scope must know by itself whether it may commit.
    }
  }

  private static void committedScope(Backend backend, int first) {
    insert(backend, first + 2);
    Savepoint savepoint = backend.transactionManager().savepoint("half way");
    insert(backend, first + 3);
    update(backend, first + 2);
    savepoint.rollback();
    insert(backend, first + 4);
    backend.transaction(() -> insert(backend, first + 5));
  }

  private static void rolledBackScope(Backend backend, int first) {
    insert(backend, first + 6);
    throw new IllegalStateException("rolls the scope back");
  }

  private static void insert(Backend backend, int id) {
    backend.execute("INSERT INTO entry (id, note) VALUES (?, ?)", id, "new");
  }

  private static void update(Backend backend, int id) {
    backend.execute("UPDATE entry SET note = ? WHERE id = ?", "changed", id);
  }

  private static Model<Widget> widgets(Backend backend) {
    return Widget.WIDGETS.on(backend);
  }
}

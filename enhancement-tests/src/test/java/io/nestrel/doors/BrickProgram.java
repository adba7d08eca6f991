// SPDX-License-Identifier: Apache-2.0
package io.nestrel.doors;

import io.nestrel.backend.Backend;
import io.nestrel.transaction.Savepoint;
import io.nestrel.transaction.TransactionManager;
import java.util.Arrays;
import java.util.List;

/**
 * A million records, all of them changed in one scope after another, in a heap that has room for
 * one memory of them but not for two.
 */
final class BrickProgram {
  private static final int COUNT = 1_000_000;

  /** How many of them a scope or savepoint hands to the one around it. */
  private static final int HANDED_ON = COUNT / 2;

  private final TransactionManager manager;
  private Brick[] bricks = build();
  private int layer;

  private BrickProgram(Backend backend) {
    this.manager = backend.transactionManager();
  }

  public static void main(String[] arguments) {
    try (Backend backend = Backend.open("jdbc:sqlite::memory:")) {
      BrickProgram program = new BrickProgram(backend);
      switch (arguments[0]) {
        case "ended" -> program.endScopes();
        case "open" -> program.keepScopesOpen();
        default -> throw new IllegalArgumentException(arguments[0]);
      }
    }
    System.out.println("done");
  }

  private static Brick[] build() {
    Brick[] all = new Brick[COUNT];
    Arrays.setAll(all, i -> new Brick());
    return all;
  }

  /** Never more than one memory of each is needed. */
  private void endScopes() {
    for (Runnable phase :
        List.<Runnable>of(
            this::committed,
            this::rolledBack,
            this::nestedScopes,
            this::savepoints,
            this::committed)) {
      phase.run();
      bricks = new Brick[0]; // those before go first
      bricks = build();
      layer = 0;
    }
  }

  private void committed() {
    manager.begin();
    change(0, COUNT);
    manager.commit();
    layer++;
    check();
  }

  private void rolledBack() {
    manager.begin();
    change(0, COUNT);
    manager.rollback();
    check();
  }

  private void nestedScopes() {
    manager.begin();
    manager.begin();
    change(0, COUNT);
    manager.rollback();
    check();
    change(HANDED_ON, COUNT);
    manager.begin();
    change(0, HANDED_ON);
    manager.commit();
    manager.commit();
    layer++;
    check();
  }

  private void savepoints() {
    manager.begin();
    Savepoint savepoint = manager.savepoint("bricks");
    change(0, COUNT);
    manager.rollbackTo(savepoint);
    check();
    change(0, HANDED_ON);
    manager.release(savepoint);
    change(HANDED_ON, COUNT);
    manager.rollback();
    check();
  }

  /** Two scopes, each of which has to remember all of them. */
  private void keepScopesOpen() {
    for (int i = 0; i < 2; i++) {
      manager.begin();
      change(0, COUNT);
      layer++;
    }
  }

  private void change(int from, int to) {
    for (int i = from; i < to; i++) {
      bricks[i].layer(layer + 1);
    }
  }

  private void check() {
    for (Brick brick : bricks) {
      if (brick.layer() != layer) {
        throw new IllegalStateException("%s has not layer %s".formatted(brick, layer));
      }
    }
  }
}

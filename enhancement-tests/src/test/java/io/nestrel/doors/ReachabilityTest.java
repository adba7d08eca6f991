// SPDX-License-Identifier: Apache-2.0
package io.nestrel.doors;

import static org.assertj.core.api.Assertions.assertThat;

import io.nestrel.backend.Backend;
import io.nestrel.transaction.TransactionManager;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Records that the application drops are kept for as long as a scope may have to rewind them. */
class ReachabilityTest {
  private static final String BRICK = "SELECT ? AS id, 0 AS layer";

  private final Backend backend = Backend.open("jdbc:sqlite::memory:");
  private final TransactionManager manager = backend.transactionManager();

  @AfterEach
  void close() {
    backend.close();
  }

  static List<Named<Consumer<TransactionManager>>> endings() {
    return List.of(
        Named.of("commit", TransactionManager::commit),
        Named.of("rollback", TransactionManager::rollback),
        Named.of("nested commit, rollback", ReachabilityTest::nestedCommitAndRollback),
        Named.of("savepoints released, commit", ReachabilityTest::savepointsAndCommit));
  }

  private static void nestedCommitAndRollback(TransactionManager manager) {
    manager.begin();
    new Brick().layer(1);
    manager.commit();
    manager.rollback();
  }

  private static void savepointsAndCommit(TransactionManager manager) {
    manager.savepoint("one");
    manager.rollbackTo("one");
    manager.release("one");
    manager.commit();
  }

  /** Loads records, changes them, and lets go of them. */
  private List<WeakReference<Brick>> changed() {
    return IntStream.range(0, 50)
        .mapToObj(
            id -> {
              Brick brick = Brick.BRICKS.on(backend).findBySql(BRICK, id).get(0);
              brick.layer(7);
              return new WeakReference<>(brick);
            })
        .toList();
  }

  private static long reachable(List<WeakReference<Brick>> bricks) {
    return bricks.stream().filter(brick -> brick.get() != null).count();
  }

  /** The collector is asked until it has found them all, or will not any more. */
  private static void collect(List<WeakReference<Brick>> bricks) {
    for (int i = 0; i < 50 && reachable(bricks) > 0; i++) {
      System.gc();
    }
  }

  @ParameterizedTest
  @MethodSource("endings")
  void they_go_with_the_scope(Consumer<TransactionManager> ending) {
    manager.begin();
    List<WeakReference<Brick>> bricks = changed();
    System.gc();
    assertThat(reachable(bricks)).isEqualTo(bricks.size());
    ending.accept(manager);
    collect(bricks);
    assertThat(reachable(bricks)).isZero();
  }

  @Test
  void a_rollback_to_a_savepoint_lets_go_of_what_was_first_touched_after_it() {
    manager.begin();
    manager.savepoint("before");
    List<WeakReference<Brick>> bricks = changed();
    manager.rollbackTo("before");
    collect(bricks);
    assertThat(reachable(bricks)).isZero();
    manager.rollback();
  }

  @Test
  void what_is_not_changed_is_not_kept() {
    manager.begin();
    List<WeakReference<Brick>> bricks =
        Brick.BRICKS.on(backend).findBySql(BRICK, 1).stream().map(WeakReference::new).toList();
    collect(bricks);
    assertThat(reachable(bricks)).isZero();
    manager.rollback();
  }
}

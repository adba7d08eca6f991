// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.error.InvalidSavepointException;
import io.nestrel.error.TransactionException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A transaction that takes another one's place on its thread. */
class RequiresNewTest extends ScriptedTransactions {
  @Test
  void it_has_a_connection_of_its_own() {
    backend.transaction(
        () -> {
          delete();
          backend.transaction(
              NEW,
              () -> {
                assertThat(manager.level()).isEqualTo(1);
                backend.execute("INSERT");
                assertThat(database.openConnections()).isEqualTo(2);
                backend.transaction(() -> backend.execute("UPDATE"));
              });
          assertThat(database.openConnections()).isEqualTo(1);
          delete();
        });
    assertThat(database.take())
        .containsExactly(
            "BEGIN",
            "DELETE",
            "BEGIN",
            "INSERT",
            "SAVEPOINT \"SP_1\"",
            "UPDATE",
            "COMMIT",
            "DELETE",
            "COMMIT");
    assertUsableAfterwards();
  }

  @Test
  void what_becomes_of_one_says_nothing_about_the_other() {
    assertThatThrownBy(
            () ->
                backend.transaction(
                    () -> {
                      delete();
                      backend.transaction(NEW, () -> backend.execute("INSERT"));
                      throw new IllegalStateException();
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(database.take())
        .containsExactly("BEGIN", "DELETE", "BEGIN", "INSERT", "COMMIT", "ROLLBACK");
    backend.transaction(
        () -> {
          delete();
          Transaction own = manager.begin(NEW);
          backend.execute("INSERT");
          own.rollback();
        });
    assertThat(database.take())
        .containsExactly("BEGIN", "DELETE", "BEGIN", "INSERT", "ROLLBACK", "COMMIT");
    assertUsableAfterwards();
  }

  @Test
  void the_handles_and_savepoints_of_the_suspended_one_are_refused() {
    Transaction outer = manager.begin();
    delete();
    Savepoint savepoint = manager.savepoint("mine");
    Transaction joined =
        manager.begin(TransactionOptions.defaults().propagation(Propagation.REQUIRED));
    Transaction own = manager.begin(NEW);
    for (Runnable use :
        new Runnable[] {
          outer::commit,
          outer::rollback,
          joined::commit,
          joined::rollback,
          savepoint::rollback,
          savepoint::release
        }) {
      assertThatThrownBy(use::run)
          .isInstanceOf(TransactionException.class)
          .hasMessageContaining("suspended");
    }
    assertThatThrownBy(() -> manager.rollbackTo(savepoint))
        .isInstanceOf(InvalidSavepointException.class);
    assertThatThrownBy(() -> manager.release("mine")).isInstanceOf(InvalidSavepointException.class);
    assertThat(manager.activeSavepoints()).isEmpty();
    own.commit();
    assertThat(outer.isActive() && joined.isActive() && savepoint.isActive()).isTrue();
    joined.commit();
    savepoint.rollback();
    outer.commit();
    assertUsableAfterwards();
  }

  @Test
  void closing_the_outer_handle_is_refused_while_managed_work_runs_in_the_inner_one() {
    Transaction outer = manager.begin();
    delete();
    backend.transaction(
        NEW,
        () -> {
          delete();
          assertThatThrownBy(outer::close).isInstanceOf(TransactionException.class);
        });
    assertThat(outer.isActive()).isTrue();
    outer.commit();
    assertUsableAfterwards();
  }

  @Test
  void its_hooks_run_outside_of_the_suspended_one_too() {
    List<Integer> levels = new ArrayList<>();
    backend.transaction(
        () -> {
          delete();
          backend.transaction(
              NEW,
              () -> {
                delete();
                manager.afterCommit(
                    () -> {
                      levels.add(manager.level());
                      assertThat(database.openConnections()).isEqualTo(1);
                      backend.transaction(
                          () -> {
                            levels.add(manager.level());
                            backend.execute("INSERT");
                          });
                    });
              });
          assertThat(manager.level()).isEqualTo(1);
          delete();
        });
    assertThat(levels).containsExactly(0, 1);
    assertThat(database.take())
        .containsExactly(
            "BEGIN", "DELETE", "BEGIN", "DELETE", "COMMIT", "BEGIN", "INSERT", "COMMIT", "DELETE",
            "COMMIT");
    assertUsableAfterwards();
  }

  @Test
  void a_hook_that_leaves_a_transaction_open_does_not_take_the_outer_ones_place() {
    backend.transaction(
        () -> {
          delete();
          backend.transaction(
              NEW,
              () -> {
                delete();
                manager.afterCommit(
                    () -> {
                      manager.begin();
                      backend.execute("INSERT");
                    });
              });
          assertThat(manager.level()).isEqualTo(1);
          delete();
        });
    assertThat(database.take())
        .endsWith("COMMIT", "BEGIN", "INSERT", "ROLLBACK", "DELETE", "COMMIT");
    assertUsableAfterwards();
  }

  @Test
  void three_deep_each_has_its_own() {
    Transaction one = manager.begin();
    delete();
    Transaction two = manager.begin(NEW);
    delete();
    Transaction three = manager.begin(NEW);
    delete();
    assertThat(database.openConnections()).isEqualTo(3);
    three.commit();
    two.rollback();
    one.commit();
    assertThat(database.sent()).endsWith("COMMIT", "ROLLBACK", "COMMIT");
    assertUsableAfterwards();
  }

  @Test
  void the_suspended_one_is_not_closed_by_a_hook_of_the_commit_inside_it() {
    Transaction outer = manager.begin();
    delete();
    Transaction own = manager.begin(NEW);
    delete();
    manager.beforeCommit(
        () -> assertThatThrownBy(outer::close).isInstanceOf(TransactionException.class));
    own.commit();
    outer.commit();
    assertThat(database.sent()).endsWith("COMMIT", "COMMIT");
    assertUsableAfterwards();
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.Model;
import io.nestrel.transaction.Transaction;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Hooks of scopes around which nothing is open, and what records are told. */
public interface OutermostHookContract extends Contract {

  @Test
  default void of_ok_failed_ok_the_first_and_third_hook_run_after_the_commit() {
    List<String> calls = new ArrayList<>();
    backend()
        .transaction(
            () -> {
              for (int i = 1; i <= 3; i++) {
                int id = i;
                try (Transaction scope = manager().begin()) {
                  insert(id);
                  manager().afterCommit(() -> calls.add("committed " + id));
                  manager().afterRollback(() -> calls.add("rolled back " + id));
                  if (id != 2) {
                    scope.commit();
                  }
                }
              }
              assertThat(calls).containsExactly("rolled back 2");
            });
    assertThat(calls).containsExactly("rolled back 2", "committed 1", "committed 3");
    assertThat(ids()).containsExactly(1, 3);
  }

  @Test
  default void a_commit_hook_that_throws_undoes_nothing_and_the_others_run() {
    List<String> calls = new ArrayList<>();
    backend()
        .transaction(
            () -> {
              insert(1);
              manager()
                  .afterCommit(
                      () -> {
                        throw new IllegalStateException("hook");
                      });
              manager().afterCommit(() -> calls.add("second"));
            });
    assertThat(calls).containsExactly("second");
    assertThat(ids()).containsExactly(1);
  }

  @Test
  default void a_transaction_in_a_commit_hook_is_a_new_one() {
    List<Integer> seen = new ArrayList<>();
    backend()
        .transaction(
            () -> {
              insert(1);
              manager()
                  .afterCommit(
                      () -> {
                        seen.add(manager().level());
                        Transaction own = manager().begin();
                        seen.addAll(ids());
                        insert(2);
                        own.rollback();
                        backend().transaction(() -> insert(3));
                      });
            });
    assertThat(seen).containsExactly(0, 1);
    assertThat(ids()).containsExactly(1, 3);
  }

  @Test
  default void a_hook_before_the_commit_takes_part_in_it_and_rolls_back_if_it_throws() {
    backend()
        .transaction(
            () -> {
              insert(1);
              backend().transaction(() -> manager().beforeCommit(() -> insert(2)));
              assertThat(ids()).containsExactly(1);
            });
    assertThat(ids()).containsExactly(1, 2);
    assertThatThrownBy(
            () ->
                backend()
                    .transaction(
                        () -> {
                          insert(3);
                          manager()
                              .beforeCommit(
                                  () -> {
                                    throw new IllegalStateException("hook");
                                  });
                        }))
        .hasMessage("hook");
    assertThat(ids()).containsExactly(1, 2);
  }

  @Test
  default void a_record_is_told_once_how_its_saves_turned_out() {
    Model<Listener> listeners = Listener.LISTENERS.on(backend());
    Listener record = listeners.save(new Listener("a"));
    assertThat(record.calls()).containsExactly("committed 0");
    backend()
        .transaction(
            () -> {
              record.stock(1).save();
              for (int i = 0; i < 5; i++) {
                backend().transaction(() -> record.stock(2).save());
              }
              Transaction failing = manager().begin();
              record.stock(3).save();
              record.stock(4).save();
              failing.rollback();
            });
    assertThat(record.calls()).containsExactly("committed 0", "rolled back 2", "committed 2");
    Transaction lost = manager().begin();
    record.delete();
    lost.rollback();
    assertThat(record.calls()).endsWith("rolled back 2").hasSize(4);
    record.delete();
    assertThat(record.calls()).endsWith("committed 2").hasSize(5);
  }

  @Test
  default void a_record_whose_save_fails_in_a_callback_is_told_of_the_rollback_alone() {
    Listener record = new Listener("bad");
    assertThatThrownBy(() -> Listener.LISTENERS.on(backend()).save(record))
        .isInstanceOf(IllegalStateException.class);
    assertThat(record.calls()).containsExactly("rolled back 0");
    assertThat(record.isNew()).isTrue();
    assertThat(Listener.LISTENERS.on(backend()).count()).isZero();
  }
}

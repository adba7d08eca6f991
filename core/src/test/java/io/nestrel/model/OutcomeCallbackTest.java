// SPDX-License-Identifier: Apache-2.0
package io.nestrel.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.nestrel.Model;
import io.nestrel.backend.Backend;
import io.nestrel.scripted.ScriptedDatabase;
import io.nestrel.transaction.Savepoint;
import io.nestrel.transaction.Transaction;
import io.nestrel.transaction.TransactionManager;
import org.junit.jupiter.api.Test;

/** A record is told once what became of it. */
class OutcomeCallbackTest {
  private final ScriptedDatabase database = new ScriptedDatabase().rows(new Object[] {1L});
  private final Backend backend = database.backend();
  private final TransactionManager manager = backend.transactionManager();
  private final Model<Told> records = Model.of(Told.class).on(backend);

  private Told edited(Told record, int value) {
    record.value(value);
    return records.save(record);
  }

  @Test
  void saving_outside_a_transaction_is_told_at_once() {
    Told record = edited(new Told(), 1);
    assertThat(record.id()).isEqualTo(1);
    assertThat(record.calls).containsExactly("committed 1");
    assertThat(record.delete()).isTrue();
    assertThat(record.calls).containsExactly("committed 1", "committed 1");
  }

  @Test
  void saves_in_a_loop_are_told_once_after_the_outermost_commit() {
    Told record = new Told();
    backend.transaction(
        () -> {
          for (int i = 1; i <= 100; i++) {
            int value = i;
            backend.transaction(() -> edited(record, value));
          }
          assertThat(record.calls).isEmpty();
        });
    assertThat(record.calls).containsExactly("committed 100");
  }

  @Test
  void saved_in_a_committed_scope_and_again_in_a_rolled_back_one_it_gets_one_of_each() {
    Told record = new Told();
    backend.transaction(
        () -> {
          edited(record, 1);
          edited(record, 2);
          Transaction inner = manager.begin();
          edited(record, 3);
          edited(record, 4);
          inner.rollback();
          assertThat(record.calls).containsExactly("rolled back 2");
        });
    assertThat(record.calls).containsExactly("rolled back 2", "committed 2");
  }

  @Test
  void only_saved_in_scopes_that_were_rolled_back_it_is_not_told_of_a_commit() {
    Told record = new Told();
    backend.transaction(
        () -> {
          Transaction inner = manager.begin();
          backend.transaction(() -> edited(record, 1));
          inner.rollback();
        });
    assertThat(record.calls).containsExactly("rolled back new");
  }

  @Test
  void committed_inner_scopes_of_a_rolled_back_one_are_told_once() {
    Told record = new Told();
    Transaction outer = manager.begin();
    edited(record, 1);
    backend.transaction(() -> edited(record, 2));
    backend.transaction(() -> edited(record, 3));
    outer.rollback();
    assertThat(record.calls).containsExactly("rolled back new");
  }

  @Test
  void rolling_back_to_a_savepoint_tells_of_what_was_saved_after_it() {
    Told record = new Told();
    backend.transaction(
        () -> {
          edited(record, 1);
          Savepoint savepoint = manager.savepoint();
          edited(record, 2);
          edited(record, 3);
          savepoint.rollback();
          savepoint.rollback();
          assertThat(record.calls).containsExactly("rolled back 1");
          savepoint.release();
          edited(record, 4);
        });
    assertThat(record.calls).containsExactly("rolled back 1", "committed 4");
  }

  @Test
  void what_was_first_saved_after_the_savepoint_is_not_told_of_the_commit() {
    Told record = new Told();
    backend.transaction(
        () -> {
          backend.execute("DELETE");
          Savepoint savepoint = manager.savepoint();
          edited(record, 1);
          savepoint.rollback();
        });
    assertThat(record.calls).containsExactly("rolled back new");
  }

  @Test
  void records_are_told_each_by_itself_and_by_identity() {
    Told one = new Told();
    Told two = new Told();
    backend.transaction(
        () -> {
          edited(one, 1);
          edited(two, 1);
        });
    assertThat(one.calls).containsExactly("committed 1");
    assertThat(two.calls).containsExactly("committed 1");
  }

  @Test
  void a_deleted_record_is_told_too() {
    Told record = edited(new Told(), 1);
    record.calls.clear();
    Transaction tx = manager.begin();
    record.delete();
    tx.rollback();
    assertThat(record.calls).containsExactly("rolled back 1");
    assertThat(record.isDeleted()).isFalse();
    backend.transaction(() -> record.delete());
    assertThat(record.calls).containsExactly("rolled back 1", "committed 1");
  }
}

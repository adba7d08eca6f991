// SPDX-License-Identifier: Apache-2.0
package io.nestrel.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.Model;
import io.nestrel.backend.Backend;
import io.nestrel.dialect.Damage;
import io.nestrel.dialect.Feature;
import io.nestrel.error.DatabaseException;
import io.nestrel.error.UnexpectedRollbackException;
import io.nestrel.error.UnknownCommitOutcomeException;
import io.nestrel.scripted.ScriptedDatabase;
import io.nestrel.transaction.RetryPolicy;
import io.nestrel.transaction.Transaction;
import io.nestrel.transaction.TransactionOptions;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a record is told where saving it, or the commit, fails. */
class OutcomeCallbackFailureTest {
  private final ScriptedDatabase database = new ScriptedDatabase().rows(new Object[] {1L});
  private final Backend backend = database.backend();
  private final Model<Told> records = Model.of(Told.class).on(backend);

  private Told edited(Told record, int value) {
    record.value(value);
    return records.save(record);
  }

  @Test
  void a_save_that_fails_in_a_callback_is_told_of_its_rollback_alone() {
    Told record = new Told();
    record.failing = true;
    assertThatThrownBy(() -> edited(record, 1)).isInstanceOf(IllegalStateException.class);
    assertThat(record.calls).containsExactly("rolled back new");
    record.calls.clear();
    backend.transaction(
        () -> assertThatThrownBy(() -> edited(record, 1)).isInstanceOf(RuntimeException.class));
    assertThat(record.calls).containsExactly("rolled back new");
  }

  /** Nothing of it was there to be rolled back. */
  @Test
  void a_save_whose_statement_fails_is_told_nothing() {
    database.failOn("INSERT", Damage.STATEMENT);
    Told record = new Told();
    assertThatThrownBy(() -> edited(record, 1)).isInstanceOf(DatabaseException.class);
    assertThat(record.calls).isEmpty();
  }

  @Test
  void after_a_commit_of_unknown_outcome_it_is_told_nothing() {
    database.failOn("COMMIT", Damage.CONNECTION);
    Told record = new Told();
    assertThatThrownBy(() -> edited(record, 1)).isInstanceOf(UnknownCommitOutcomeException.class);
    assertThat(record.calls).isEmpty();
  }

  @Test
  void each_failed_attempt_is_told_of_its_rollback_and_the_last_of_its_commit() {
    database.failOn("COMMIT", Damage.TRANSACTION).failOn("COMMIT", Damage.TRANSACTION);
    RetryPolicy policy =
        RetryPolicy.attempts(3).waits(Duration.ZERO, Duration.ZERO).when(failure -> true);
    Told record = new Told();
    backend.transaction(
        TransactionOptions.defaults().retry(policy),
        () -> {
          assertThat(record.isNew()).isTrue();
          assertThat(record.value()).isZero();
          edited(record, 1);
        });
    assertThat(record.calls).containsExactly("rolled back new", "rolled back new", "committed 1");
  }

  @Test
  void on_a_database_without_savepoints_they_are_told_by_the_transaction() {
    ScriptedDatabase plain = new ScriptedDatabase(Feature.SAVEPOINTS).rows(new Object[] {1L});
    Backend other = plain.backend();
    Model<Told> door = Model.of(Told.class).on(other);
    Told record = new Told();
    other.transaction(
        () -> {
          door.save(record);
          door.save(record);
        });
    assertThat(record.calls).containsExactly("committed 0");
    Transaction tx = other.transactionManager().begin();
    record.delete();
    tx.rollback();
    assertThat(record.calls).containsExactly("committed 0", "rolled back 0");
  }

  @Test
  void on_a_database_without_savepoints_a_save_that_fails_halfway_is_never_committed() {
    ScriptedDatabase plain = new ScriptedDatabase(Feature.SAVEPOINTS).rows(new Object[] {1L});
    Backend other = plain.backend();
    Model<Told> door = Model.of(Told.class).on(other);
    Told record = new Told();
    record.failing = true;
    Transaction tx = other.transactionManager().begin();
    assertThatThrownBy(() -> door.save(record)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(tx::commit)
        .isInstanceOf(UnexpectedRollbackException.class)
        .hasCauseInstanceOf(IllegalStateException.class);
    tx.rollback();
    assertThat(record.calls).containsExactly("rolled back new");
    assertThat(plain.sent()).doesNotContain("COMMIT");
  }
}

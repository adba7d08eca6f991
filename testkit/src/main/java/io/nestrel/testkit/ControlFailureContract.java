// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.error.DatabaseException;
import io.nestrel.error.TransactionDoomedException;
import io.nestrel.error.TransactionException;
import io.nestrel.transaction.Savepoint;
import io.nestrel.transaction.Transaction;
import io.nestrel.transaction.TransactionStatus;
import org.junit.jupiter.api.Test;

/** What happens when BEGIN, SAVEPOINT, RELEASE, ROLLBACK or COMMIT itself fails. */
public interface ControlFailureContract extends RecordedContract {

  @Test
  default void a_failed_begin_is_tried_again_with_the_next_statement() {
    manager().begin();
    recording().failNext("BEGIN");
    assertThatThrownBy(() -> insert(1))
        .isInstanceOf(TransactionException.class)
        .hasCauseInstanceOf(DatabaseException.class);
    assertThat(status()).isEqualTo(TransactionStatus.ACTIVE);
    insert(2);
    manager().commit();
    assertThat(ids()).containsExactly(2);
    assertThat(recording().open()).isZero();
  }

  @Test
  default void the_outer_scope_goes_on_when_the_savepoint_of_a_nested_one_fails() {
    manager().begin();
    insert(1);
    recording().failNext("SAVEPOINT");
    assertThatThrownBy(() -> backend().transaction(() -> insert(2)))
        .isInstanceOf(TransactionException.class)
        .hasCauseInstanceOf(DatabaseException.class);
    assertThat(status()).isEqualTo(TransactionStatus.ACTIVE);
    assertThat(depth()).isEqualTo(1);
    insert(3);
    manager().commit();
    assertThat(ids()).containsExactly(1, 3);
  }

  @Test
  default void a_failed_commit_leaves_the_scope_open_until_it_is_rolled_back() {
    Transaction tx = manager().begin();
    insert(1);
    recording().failNext("COMMIT");
    assertThatThrownBy(tx::commit)
        .isInstanceOf(TransactionException.class)
        .hasCauseInstanceOf(DatabaseException.class);
    assertThat(tx.isActive()).isTrue();
    assertThat(status()).isEqualTo(TransactionStatus.DOOMED);
    assertThatThrownBy(() -> insert(2)).isInstanceOf(TransactionDoomedException.class);
    assertThatThrownBy(tx::commit).isInstanceOf(TransactionDoomedException.class);
    assertThat(recording().open()).as("connections out").isZero();
    recording().clear();
    tx.rollback();
    assertThat(recording().sent()).isEmpty();
    assertThat(tx.isActive()).isFalse();
    assertUsable();
  }

  @Test
  default void a_failed_commit_of_work_is_what_its_caller_sees() {
    assertThatThrownBy(
            () ->
                backend()
                    .transaction(
                        () -> {
                          insert(1);
                          recording().failNext("COMMIT");
                        }))
        .isInstanceOf(TransactionException.class)
        .hasCauseInstanceOf(DatabaseException.class);
    assertUsable();
  }

  @Test
  default void a_failed_rollback_is_told_and_closes_the_connection() {
    Transaction tx = manager().begin();
    insert(1);
    recording().failNext("ROLLBACK");
    assertThatThrownBy(tx::rollback).isInstanceOf(TransactionException.class);
    assertThat(tx.isActive()).isFalse();
    assertUsable();
  }

  @Test
  default void a_failed_rollback_is_added_to_what_the_work_threw() {
    IllegalStateException thrown = new IllegalStateException("work");
    assertThatThrownBy(
            () ->
                backend()
                    .transaction(
                        () -> {
                          insert(1);
                          recording().failNext("ROLLBACK");
                          throw thrown;
                        }))
        .isSameAs(thrown)
        .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
    assertUsable();
  }

  @Test
  default void a_failed_rollback_of_a_nested_scope_costs_the_whole_transaction() {
    manager().begin();
    insert(1);
    manager().begin();
    insert(2);
    recording().failNext("ROLLBACK TO");
    assertThatThrownBy(() -> manager().rollback()).isInstanceOf(TransactionException.class);
    assertThat(depth()).isEqualTo(1);
    assertThat(status()).isEqualTo(TransactionStatus.DOOMED);
    assertThatThrownBy(() -> manager().commit()).isInstanceOf(TransactionDoomedException.class);
    manager().rollback();
    assertUsable();
  }

  @Test
  default void a_failed_rollback_to_a_savepoint_costs_the_whole_transaction() {
    manager().begin();
    insert(1);
    Savepoint savepoint = manager().savepoint();
    insert(2);
    recording().failNext("ROLLBACK TO");
    assertThatThrownBy(savepoint::rollback).isInstanceOf(TransactionException.class);
    assertThat(status()).isEqualTo(TransactionStatus.DOOMED);
    assertThat(manager().activeSavepoints()).isEmpty();
    assertThat(savepoint.isActive()).isFalse();
    assertThatThrownBy(() -> insert(3)).isInstanceOf(TransactionDoomedException.class);
    manager().rollback();
    assertUsable();
  }

  @Test
  default void a_failed_release_costs_the_whole_transaction() {
    manager().begin();
    insert(1);
    backend().transaction(() -> insert(2));
    recording().failNext("RELEASE");
    assertThatThrownBy(() -> insert(3))
        .isInstanceOf(TransactionException.class)
        .hasCauseInstanceOf(DatabaseException.class);
    assertThatThrownBy(() -> manager().commit()).isInstanceOf(TransactionDoomedException.class);
    manager().rollback();
    assertUsable();
  }

  @Test
  default void a_stream_that_cannot_be_closed_does_not_keep_its_scope_open() {
    assertThatThrownBy(
            () ->
                backend()
                    .transaction(
                        () -> {
                          insert(1);
                          openStream();
                          throw new IllegalStateException("work");
                        }))
        .hasMessage("work");
    assertThat(manager().level()).isZero();
    manager().begin();
    insert(1);
    manager().begin();
    insert(2);
    openStream();
    manager().rollback();
    assertThat(depth()).isEqualTo(1);
    assertThat(ids()).containsExactly(1);
    openStream();
    manager().rollback();
    assertUsable();
  }

  @Test
  default void a_stream_that_cannot_be_closed_leaves_it_to_the_database_to_commit() {
    Transaction tx = manager().begin();
    insert(1);
    openStream();
    tx.commit();
    assertThat(tx.isActive()).isFalse();
    assertThat(recording().open()).as("connections out").isZero();
    assertThat(ids()).containsExactly(1);
  }

  private void openStream() {
    var rows = backend().stream("SELECT id FROM entry ORDER BY id", Integer.class).iterator();
    assertThat(rows.next()).isEqualTo(1);
    recording().failNextClose();
  }

  /** Nothing of the lost transaction is there, and this thread can start afresh. */
  private void assertUsable() {
    assertThat(manager().level()).isZero();
    assertThat(recording().open()).as("connections out").isZero();
    assertThat(ids()).isEmpty();
    backend().transaction(() -> backend().transaction(() -> insert(100)));
    assertThat(ids()).containsExactly(100);
    assertThat(recording().open()).as("connections out").isZero();
  }
}

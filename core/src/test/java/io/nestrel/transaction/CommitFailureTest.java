// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.dialect.Damage;
import io.nestrel.error.DatabaseException;
import io.nestrel.error.TransactionDoomedException;
import io.nestrel.error.TransactionException;
import io.nestrel.error.UnknownCommitOutcomeException;
import org.junit.jupiter.api.Test;

/** Control statements that fail: COMMIT, ROLLBACK, savepoints. */
class CommitFailureTest extends ScriptedTransactions {
  @Test
  void a_connection_that_breaks_in_commit_leaves_the_outcome_unknown() {
    Transaction outer = manager.begin();
    delete();
    database.failOn("COMMIT", Damage.CONNECTION);
    assertThatThrownBy(outer::commit).isInstanceOf(UnknownCommitOutcomeException.class);
    assertThat(outer.isActive()).isTrue();
    assertThat(manager.status()).isEqualTo(TransactionStatus.DOOMED);
    database.take();
    outer.rollback();
    assertThat(database.take()).isEmpty();
    assertUsableAfterwards();
  }

  @Test
  void a_lone_statement_whose_connection_breaks_leaves_the_outcome_unknown() {
    database.failOn("INSERT", Damage.CONNECTION);
    assertThatThrownBy(() -> backend.execute("INSERT"))
        .isInstanceOf(UnknownCommitOutcomeException.class)
        .hasCauseInstanceOf(DatabaseException.class);
    assertUsableAfterwards();
  }

  @Test
  void a_commit_that_fails_leaves_its_scope_open_until_rolled_back() {
    Transaction outer = manager.begin();
    delete();
    database.failOn("COMMIT", Damage.STATEMENT);
    assertThatThrownBy(outer::commit)
        .isInstanceOf(TransactionException.class)
        .hasCauseInstanceOf(DatabaseException.class);
    assertThat(database.take()).containsExactly("BEGIN", "DELETE", "COMMIT", "ROLLBACK");
    assertThat(database.openConnections()).isZero();
    assertThat(outer.isActive()).isTrue();
    assertThatThrownBy(outer::commit).isInstanceOf(TransactionDoomedException.class);
    outer.rollback();
    assertThat(database.take()).isEmpty();
    assertUsableAfterwards();
  }

  @Test
  void the_classic_catch_and_rollback_never_hits_the_outer_scope() {
    manager.begin();
    delete();
    manager.begin();
    delete();
    database.failOn("INSERT", Damage.SCOPE);
    assertThatThrownBy(() -> backend.execute("INSERT")).isInstanceOf(DatabaseException.class);
    try {
      manager.commit();
      throw new AssertionError("the commit should have been refused");
    } catch (TransactionException e) {
      manager.rollback();
    }
    assertThat(manager.level()).isEqualTo(1);
    manager.commit();
    assertUsableAfterwards();
  }

  @Test
  void a_commit_that_fails_in_managed_work_is_rolled_back_and_thrown() {
    database.failOn("COMMIT", Damage.STATEMENT);
    assertThatThrownBy(() -> backend.transaction(this::delete))
        .isInstanceOf(TransactionException.class)
        .hasMessageContaining("could not be committed");
    assertUsableAfterwards();
  }

  @Test
  void a_rollback_that_fails_is_suppressed_in_what_the_work_threw() {
    database.failOn("ROLLBACK", Damage.STATEMENT);
    IllegalStateException thrown = new IllegalStateException("the work");
    assertThatThrownBy(
            () ->
                backend.transaction(
                    () -> {
                      delete();
                      throw thrown;
                    }))
        .isSameAs(thrown)
        .satisfies(
            e ->
                assertThat(e.getSuppressed())
                    .hasExactlyElementsOfTypes(TransactionException.class));
    assertThat(database.discardedConnections()).isEqualTo(1);
    assertUsableAfterwards();
  }

  @Test
  void a_rollback_to_a_savepoint_that_fails_loses_the_transaction() {
    manager.begin();
    delete();
    manager.begin();
    delete();
    database.failOn("ROLLBACK TO", Damage.STATEMENT);
    assertThatThrownBy(manager::rollback).isInstanceOf(TransactionException.class);
    assertThat(manager.level()).isEqualTo(1);
    assertThat(manager.status()).isEqualTo(TransactionStatus.DOOMED);
    assertThat(database.discardedConnections()).isEqualTo(1);
    manager.rollback();
    assertUsableAfterwards();
  }

  @Test
  void a_release_that_fails_loses_the_transaction() {
    manager.begin();
    delete();
    backend.transaction(this::delete);
    database.failOn("RELEASE", Damage.STATEMENT);
    assertThatThrownBy(this::delete).isInstanceOf(TransactionException.class);
    assertThat(manager.status()).isEqualTo(TransactionStatus.DOOMED);
    manager.rollback();
    assertUsableAfterwards();
  }
}

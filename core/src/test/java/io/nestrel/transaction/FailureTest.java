// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.dialect.Damage;
import io.nestrel.error.DatabaseException;
import io.nestrel.error.ScopeFailedException;
import io.nestrel.error.TransactionDoomedException;
import io.nestrel.error.TransactionException;
import org.junit.jupiter.api.Test;

/** The four kinds of damage, on a database that fails on command. */
class FailureTest extends ScriptedTransactions {
  private Throwable failingInsert(Damage damage) {
    database.failOn("INSERT", damage);
    try {
      backend.execute("INSERT");
    } catch (DatabaseException e) {
      return e;
    }
    throw new AssertionError("the insert should have failed");
  }

  @Test
  void damage_to_the_statement_alone_leaves_the_scope_going() {
    manager.begin();
    failingInsert(Damage.STATEMENT);
    assertThat(manager.status()).isEqualTo(TransactionStatus.ACTIVE);
    delete();
    manager.commit();
    assertThat(database.take()).containsExactly("BEGIN", "INSERT", "DELETE", "COMMIT");
  }

  @Test
  void a_failed_scope_refuses_everything_locally_until_it_is_rolled_back() {
    manager.begin();
    delete();
    Transaction inner = manager.begin();
    delete();
    Throwable first = failingInsert(Damage.SCOPE);
    database.take();
    assertThat(manager.status()).isEqualTo(TransactionStatus.FAILED);
    assertThatThrownBy(this::delete).isInstanceOf(ScopeFailedException.class).hasCause(first);
    assertThatThrownBy(manager::begin).isInstanceOf(ScopeFailedException.class).hasCause(first);
    assertThatThrownBy(manager::savepoint).isInstanceOf(ScopeFailedException.class);
    assertThatThrownBy(inner::commit).isInstanceOf(ScopeFailedException.class).hasCause(first);
    assertThat(manager.level()).isEqualTo(2);
    assertThat(database.take()).isEmpty();
    inner.rollback();
    assertThat(manager.status()).isEqualTo(TransactionStatus.ACTIVE);
    delete();
    manager.commit();
    assertThat(database.take())
        .containsExactly(
            "ROLLBACK TO SAVEPOINT \"SP_1\"", "RELEASE SAVEPOINT \"SP_1\"", "DELETE", "COMMIT");
  }

  @Test
  void a_failed_scope_goes_on_after_rolling_back_to_a_savepoint_taken_before_the_error() {
    manager.begin();
    delete();
    Savepoint before = manager.savepoint("before");
    delete();
    failingInsert(Damage.SCOPE);
    before.rollback();
    assertThat(manager.status()).isEqualTo(TransactionStatus.ACTIVE);
    delete();
    manager.commit();
    assertUsableAfterwards();
  }

  @Test
  void a_failed_scope_cannot_go_back_to_a_savepoint_that_was_never_sent() {
    manager.begin();
    delete();
    Savepoint pending = manager.savepoint("pending");
    database.failOn("SAVEPOINT", Damage.SCOPE);
    assertThatThrownBy(this::delete).isInstanceOf(TransactionException.class);
    assertThat(manager.status()).isEqualTo(TransactionStatus.FAILED);
    assertThatThrownBy(pending::rollback).isInstanceOf(ScopeFailedException.class);
    manager.rollback();
    assertUsableAfterwards();
  }

  @Test
  void a_refused_savepoint_of_a_nested_scope_fails_the_outer_one() {
    manager.begin();
    delete();
    manager.begin();
    database.failOn("SAVEPOINT", Damage.SCOPE);
    assertThatThrownBy(this::delete).isInstanceOf(TransactionException.class);
    manager.rollback();
    assertThat(manager.level()).isEqualTo(1);
    assertThatThrownBy(this::delete).isInstanceOf(ScopeFailedException.class);
    assertThatThrownBy(manager::commit).isInstanceOf(ScopeFailedException.class);
    manager.rollback();
    assertUsableAfterwards();
  }

  @Test
  void a_failure_in_a_scope_that_shares_its_start_is_over_when_that_scope_is_rolled_back() {
    manager.begin();
    Transaction inner = manager.begin();
    failingInsert(Damage.SCOPE);
    inner.rollback();
    delete();
    manager.commit();
    assertThat(database.take())
        .containsExactly("BEGIN", "INSERT", "ROLLBACK", "BEGIN", "DELETE", "COMMIT");
  }

  @Test
  void a_doomed_transaction_refuses_everything_at_every_level_with_the_first_error() {
    manager.begin();
    delete();
    Savepoint mark = manager.savepoint("mark");
    Transaction inner = manager.begin();
    delete();
    Throwable first = failingInsert(Damage.TRANSACTION);
    assertThat(manager.status()).isEqualTo(TransactionStatus.DOOMED);
    assertThat(manager.activeSavepoints()).isEmpty();
    assertThat(mark.isActive()).isFalse();
    for (int level = 2; level > 0; level--) {
      assertThat(manager.level()).isEqualTo(level);
      assertThatThrownBy(this::delete)
          .isInstanceOf(TransactionDoomedException.class)
          .hasCause(first);
      assertThatThrownBy(manager::begin).isInstanceOf(TransactionDoomedException.class);
      assertThatThrownBy(manager::savepoint).isInstanceOf(TransactionDoomedException.class);
      assertThatThrownBy(manager::commit).isInstanceOf(TransactionDoomedException.class);
      assertThatThrownBy(mark::rollback).isInstanceOf(TransactionDoomedException.class);
      assertThatThrownBy(() -> manager.rollbackTo("mark"))
          .isInstanceOf(TransactionDoomedException.class);
      manager.rollback();
    }
    assertThat(inner.isActive()).isFalse();
    assertThat(database.sent()).doesNotContain("COMMIT");
    assertUsableAfterwards();
  }

  @Test
  void a_lost_connection_dooms_all_scopes_and_is_discarded_and_nothing_is_sent_to_it() {
    manager.begin();
    delete();
    manager.begin();
    failingInsert(Damage.CONNECTION);
    database.take();
    assertThat(database.openConnections()).isZero();
    assertThatThrownBy(this::delete).isInstanceOf(TransactionDoomedException.class);
    manager.rollback();
    manager.rollback();
    assertThat(database.take()).isEmpty();
    assertUsableAfterwards();
  }
}

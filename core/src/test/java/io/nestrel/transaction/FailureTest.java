// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.backend.Backend;
import io.nestrel.dialect.Damage;
import io.nestrel.error.DatabaseException;
import io.nestrel.error.InvalidSavepointException;
import io.nestrel.error.NoActiveTransactionException;
import io.nestrel.error.ScopeFailedException;
import io.nestrel.error.TransactionDoomedException;
import io.nestrel.error.TransactionException;
import io.nestrel.error.UnknownCommitOutcomeException;
import io.nestrel.scripted.ScriptedDatabase;
import org.junit.jupiter.api.Test;

/** The four kinds of damage, on a database that fails on command. */
class FailureTest {
  private final ScriptedDatabase database = new ScriptedDatabase();
  private final Backend backend = database.backend();
  private final TransactionManager manager = backend.transactionManager();

  private void delete() {
    backend.execute("DELETE");
  }

  private Throwable failingInsert(Damage damage) {
    database.failOn("INSERT", damage);
    try {
      backend.execute("INSERT");
    } catch (DatabaseException e) {
      return e;
    }
    throw new AssertionError("the insert should have failed");
  }

  private void assertUsableAfterwards() {
    assertThat(manager.level()).isZero();
    assertThat(manager.status()).isEqualTo(TransactionStatus.NONE);
    assertThat(database.openConnections()).isZero();
    database.take();
    backend.transaction(this::delete);
    assertThat(database.take()).containsExactly("BEGIN", "DELETE", "COMMIT");
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
    failingInsert(Damage.SCOPE);
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

  @Test
  void scopes_end_in_order() {
    Transaction outer = manager.begin();
    Transaction inner = manager.begin();
    assertThatThrownBy(outer::commit).isInstanceOf(TransactionException.class);
    assertThatThrownBy(outer::rollback).isInstanceOf(TransactionException.class);
    assertThat(manager.level()).isEqualTo(2);
    inner.commit();
    assertThatThrownBy(inner::rollback).hasMessageContaining("has ended already");
    outer.close();
    outer.close();
    assertThat(manager.level()).isZero();
  }

  @Test
  void work_that_leaves_a_scope_open_is_rolled_back_whole() {
    assertThatThrownBy(
            () ->
                backend.transaction(
                    () -> {
                      delete();
                      manager.begin();
                      delete();
                    }))
        .isInstanceOf(TransactionException.class)
        .hasMessageContaining("still open");
    assertThat(database.take())
        .containsExactly("BEGIN", "DELETE", "SAVEPOINT \"SP_1\"", "DELETE", "ROLLBACK");
    assertUsableAfterwards();
  }

  @Test
  void a_managed_scope_is_ended_by_nobody_else() {
    Transaction outer = manager.begin();
    backend.transaction(
        () -> {
          assertThatThrownBy(manager::commit).isInstanceOf(TransactionException.class);
          assertThatThrownBy(manager::rollback).isInstanceOf(TransactionException.class);
          assertThatThrownBy(outer::close).isInstanceOf(TransactionException.class);
          assertThat(manager.level()).isEqualTo(2);
        });
    outer.commit();
    assertUsableAfterwards();
  }

  @Test
  void without_a_transaction_calls_that_need_one_say_so() {
    assertThatThrownBy(manager::commit).isInstanceOf(NoActiveTransactionException.class);
    assertThatThrownBy(manager::rollback).isInstanceOf(NoActiveTransactionException.class);
    assertThatThrownBy(manager::savepoint).isInstanceOf(NoActiveTransactionException.class);
    assertThatThrownBy(() -> manager.release("a")).isInstanceOf(NoActiveTransactionException.class);
    assertThat(manager.activeSavepoints()).isEmpty();
  }

  @Test
  void names_that_cannot_be_used_are_refused() {
    manager.begin();
    delete();
    manager.savepoint("Überblick");
    Transaction inner = manager.begin();
    for (String name :
        new String[] {"", "  ", "x".repeat(64), "ä".repeat(32), "UBERBLICK", "sp_1"}) {
      assertThatThrownBy(() -> manager.savepoint(name))
          .as(name)
          .isInstanceOf(InvalidSavepointException.class);
    }
    manager.savepoint("x".repeat(63));
    inner.rollback();
    manager.rollback();
    assertUsableAfterwards();
  }

  @Test
  void a_handle_of_another_transaction_is_refused() {
    manager.begin();
    Savepoint old = manager.savepoint();
    failingInsert(Damage.TRANSACTION);
    manager.rollback();
    TransactionManager other = new ScriptedDatabase().backend().transactionManager();
    other.begin();
    Savepoint others = other.savepoint();
    manager.begin();
    for (Savepoint foreign : new Savepoint[] {old, others}) {
      assertThatThrownBy(() -> manager.rollbackTo(foreign))
          .isInstanceOf(InvalidSavepointException.class);
      assertThatThrownBy(() -> manager.release(foreign))
          .isInstanceOf(InvalidSavepointException.class);
    }
    assertThat(others.isActive()).isTrue();
    manager.rollback();
    other.rollback();
  }

  @Test
  void a_stream_is_closed_with_its_scope() {
    database.rows(new Object[] {1L}, new Object[] {2L});
    manager.begin();
    var stream = backend.stream("SELECT", row -> row.getLong(1)).iterator();
    assertThat(stream.next()).isEqualTo(1L);
    manager.commit();
    assertThatThrownBy(stream::next).isInstanceOf(TransactionException.class);
    assertUsableAfterwards();
  }
}

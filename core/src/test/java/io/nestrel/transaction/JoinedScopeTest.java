// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.backend.Backend;
import io.nestrel.dialect.Damage;
import io.nestrel.dialect.Feature;
import io.nestrel.error.ScopeFailedException;
import io.nestrel.error.TransactionException;
import io.nestrel.error.UnexpectedRollbackException;
import io.nestrel.scripted.ScriptedDatabase;
import org.junit.jupiter.api.Test;

/** A scope that joins another one is part of it, for better or worse. */
class JoinedScopeTest extends ScriptedTransactions {
  private static final TransactionOptions JOIN =
      TransactionOptions.defaults().propagation(Propagation.REQUIRED);

  private final IllegalStateException first = new IllegalStateException("first");

  private void failJoined(RuntimeException failure) {
    assertThatThrownBy(
            () ->
                backend.transaction(
                    JOIN,
                    () -> {
                      delete();
                      throw failure;
                    }))
        .isSameAs(failure);
  }

  @Test
  void a_failed_joined_scope_makes_the_real_ones_commit_raise_the_first_cause() {
    assertThatThrownBy(
            () ->
                backend.transaction(
                    () -> {
                      failJoined(first);
                      assertThat(manager.status()).isEqualTo(TransactionStatus.ROLLBACK_ONLY);
                      failJoined(new IllegalStateException("second"));
                      delete();
                    }))
        .isInstanceOf(UnexpectedRollbackException.class)
        .hasCause(first)
        .hasNoSuppressedExceptions();
    assertThat(database.take()).containsExactly("BEGIN", "DELETE", "DELETE", "DELETE", "ROLLBACK");
    assertUsableAfterwards();
  }

  @Test
  void a_handle_stays_open_when_its_commit_is_refused() {
    Transaction outer = manager.begin();
    failJoined(first);
    assertThatThrownBy(outer::commit)
        .isInstanceOf(UnexpectedRollbackException.class)
        .hasCause(first);
    assertThatThrownBy(manager::commit).isInstanceOf(UnexpectedRollbackException.class);
    assertThat(outer.isActive()).isTrue();
    outer.rollback();
    assertThat(database.take()).containsExactly("BEGIN", "DELETE", "ROLLBACK");
    assertUsableAfterwards();
  }

  @Test
  void a_nested_scope_is_lost_by_its_joined_one_and_the_outer_one_goes_on() {
    backend.transaction(
        () -> {
          delete();
          assertThatThrownBy(() -> backend.transaction(() -> failJoined(first)))
              .isInstanceOf(UnexpectedRollbackException.class)
              .hasCause(first);
          assertThat(manager.status()).isEqualTo(TransactionStatus.ACTIVE);
          delete();
        });
    assertThat(database.take())
        .containsExactly(
            "BEGIN",
            "DELETE",
            "SAVEPOINT \"SP_1\"",
            "DELETE",
            "ROLLBACK TO SAVEPOINT \"SP_1\"",
            "RELEASE SAVEPOINT \"SP_1\"",
            "DELETE",
            "COMMIT");
  }

  @Test
  void a_joined_handle_that_is_rolled_back_or_closed_does_the_same_without_a_cause() {
    for (boolean close : new boolean[] {true, false}) {
      Transaction outer = manager.begin();
      Transaction joined = manager.begin(JOIN);
      delete();
      if (close) {
        joined.close();
      } else {
        joined.rollback();
      }
      assertThat(joined.isActive()).isFalse();
      assertThatThrownBy(outer::commit)
          .isInstanceOf(UnexpectedRollbackException.class)
          .hasNoCause();
      outer.rollback();
    }
    assertUsableAfterwards();
  }

  @Test
  void rolling_back_to_a_savepoint_does_not_forgive_a_failed_joined_scope() {
    Transaction outer = manager.begin();
    delete();
    Savepoint before = manager.savepoint();
    failJoined(first);
    before.rollback();
    assertThatThrownBy(outer::commit).isInstanceOf(UnexpectedRollbackException.class);
    outer.rollback();
    assertUsableAfterwards();
  }

  @Test
  void what_was_begun_in_a_joined_scope_and_left_open_is_rolled_back_with_it() {
    Transaction outer = manager.begin();
    delete();
    assertThatThrownBy(
            () ->
                backend.transaction(
                    JOIN,
                    () -> {
                      manager.begin();
                      manager.begin(JOIN);
                      delete();
                    }))
        .isInstanceOf(TransactionException.class)
        .hasMessageContaining("still open");
    assertThat(manager.level()).isEqualTo(1);
    assertThatThrownBy(outer::commit).isInstanceOf(UnexpectedRollbackException.class);
    outer.rollback();
    assertUsableAfterwards();
  }

  /** A failure while cleaning up must not leave the thread with scopes that nobody can end. */
  @Test
  void a_joined_scope_ends_even_if_what_is_inside_it_cannot_be_rolled_back() {
    Transaction outer = manager.begin();
    delete();
    database.failOn("ROLLBACK TO", Damage.STATEMENT);
    assertThatThrownBy(
            () ->
                backend.transaction(
                    JOIN,
                    () -> {
                      manager.begin();
                      delete();
                      throw first;
                    }))
        .isSameAs(first)
        .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
    assertThat(manager.status()).isEqualTo(TransactionStatus.DOOMED);
    assertThatThrownBy(outer::commit).isInstanceOf(TransactionException.class);
    outer.rollback();
    assertUsableAfterwards();
  }

  @Test
  void scopes_that_joined_end_in_order_and_once() {
    Transaction outer = manager.begin();
    Transaction one = manager.begin(JOIN);
    Transaction two = manager.begin(JOIN);
    for (Runnable early :
        new Runnable[] {outer::commit, outer::rollback, one::commit, one::rollback}) {
      assertThatThrownBy(early::run)
          .isInstanceOf(TransactionException.class)
          .hasMessageContaining("cannot end before");
    }
    assertThat(manager.status()).isEqualTo(TransactionStatus.ACTIVE);
    two.commit();
    assertThatThrownBy(two::commit).hasMessageContaining("has ended already");
    assertThatThrownBy(two::rollback).hasMessageContaining("has ended already");
    two.close();
    manager.commit();
    assertThat(one.isActive()).isFalse();
    assertThat(manager.level()).isEqualTo(1);
    manager.commit();
    assertUsableAfterwards();
  }

  @Test
  void a_managed_joined_scope_is_ended_by_nobody_else() {
    Transaction outer = manager.begin();
    backend.transaction(
        JOIN,
        () -> {
          assertThatThrownBy(manager::commit).isInstanceOf(TransactionException.class);
          assertThatThrownBy(manager::rollback).isInstanceOf(TransactionException.class);
          assertThatThrownBy(outer::commit).isInstanceOf(TransactionException.class);
          assertThatThrownBy(outer::close).isInstanceOf(TransactionException.class);
          assertThat(manager.status()).isEqualTo(TransactionStatus.ACTIVE);
          delete();
        });
    outer.commit();
    assertThat(database.take()).containsExactly("BEGIN", "DELETE", "COMMIT");
  }

  @Test
  void closing_the_outer_handle_ends_joined_ones_too() {
    Transaction outer = manager.begin();
    Transaction joined = manager.begin(JOIN);
    delete();
    outer.close();
    assertThat(joined.isActive()).isFalse();
    joined.close();
    assertUsableAfterwards();
  }

  @Test
  void nothing_joins_a_scope_that_has_failed() {
    manager.begin();
    database.failOn("DELETE", Damage.SCOPE);
    assertThatThrownBy(this::delete).isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> manager.begin(JOIN)).isInstanceOf(ScopeFailedException.class);
    assertThat(manager.level()).isEqualTo(1);
    manager.rollback();
    assertUsableAfterwards();
  }

  @Test
  void savepoints_and_hooks_of_a_joined_scope_belong_to_the_real_one() {
    StringBuilder calls = new StringBuilder();
    Transaction outer = manager.begin();
    Transaction joined = manager.begin(JOIN);
    Savepoint savepoint = manager.savepoint();
    manager.afterCommit(() -> calls.append("committed"));
    joined.commit();
    assertThat(savepoint.isActive()).isTrue();
    assertThat(calls).isEmpty();
    savepoint.release();
    outer.commit();
    assertThat(calls).hasToString("committed");
  }

  @Test
  void a_joined_scope_works_without_savepoints() {
    ScriptedDatabase plain = new ScriptedDatabase(Feature.SAVEPOINTS);
    Backend joining = plain.backend();
    joining.transaction(() -> joining.transaction(JOIN, () -> joining.execute("DELETE")));
    assertThat(plain.take()).containsExactly("BEGIN", "DELETE", "COMMIT");
  }
}

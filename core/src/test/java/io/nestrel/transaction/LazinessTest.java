// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.backend.Backend;
import io.nestrel.dialect.Damage;
import io.nestrel.dialect.Feature;
import io.nestrel.error.TransactionException;
import io.nestrel.error.UnsupportedFeatureException;
import io.nestrel.scripted.ScriptedDatabase;
import org.junit.jupiter.api.Test;

/** What is sent, and when: exactly. */
class LazinessTest extends ScriptedTransactions {
  @Test
  void an_empty_transaction_sends_nothing_and_borrows_no_connection() {
    try (Transaction outer = manager.begin()) {
      manager.savepoint("a");
      backend.transaction(() -> manager.savepoint().rollback());
      assertThat(database.openConnections()).isZero();
      outer.commit();
    }
    backend.transaction(() -> {});
    manager.begin().rollback();
    assertThat(database.sent()).isEmpty();
  }

  @Test
  void scopes_that_begin_at_the_same_point_share_it() {
    backend.transaction(
        () -> {
          backend.transaction(this::delete);
          backend.transaction(() -> backend.transaction(this::delete));
          delete();
        });
    assertThat(database.sent())
        .containsExactly(
            "BEGIN",
            "DELETE",
            "SAVEPOINT \"SP_1\"",
            "DELETE",
            "RELEASE SAVEPOINT \"SP_1\"",
            "DELETE",
            "COMMIT");
    assertThat(database.openConnections()).isZero();
  }

  @Test
  void a_release_that_commit_makes_needless_is_not_sent() {
    backend.transaction(
        () -> {
          delete();
          backend.transaction(this::delete);
          manager.savepoint("a");
          delete();
          manager.release("a");
        });
    assertThat(database.sent())
        .containsExactly(
            "BEGIN",
            "DELETE",
            "SAVEPOINT \"SP_1\"",
            "DELETE",
            "RELEASE SAVEPOINT \"SP_1\"",
            "SAVEPOINT \"a\"",
            "DELETE",
            "COMMIT");
  }

  @Test
  void scopes_one_after_another_have_the_same_name() {
    backend.transaction(
        () -> {
          delete();
          for (int i = 0; i < 3; i++) {
            backend.transaction(this::delete);
          }
        });
    assertThat(database.sent().stream().filter(sql -> sql.startsWith("SAVEPOINT")).distinct())
        .containsExactly("SAVEPOINT \"SP_1\"");
    assertThat(database.sent().stream().filter(sql -> sql.startsWith("RELEASE")).count())
        .isEqualTo(2);
  }

  @Test
  void rolling_back_a_scope_is_sent_at_once_and_its_release_with_the_next_statement() {
    manager.begin();
    delete();
    Transaction inner = manager.begin();
    delete();
    database.take();
    inner.rollback();
    assertThat(database.take()).containsExactly("ROLLBACK TO SAVEPOINT \"SP_1\"");
    delete();
    assertThat(database.take()).containsExactly("RELEASE SAVEPOINT \"SP_1\"", "DELETE");
    manager.commit();
    assertThat(database.take()).containsExactly("COMMIT");
  }

  @Test
  void a_hundred_failed_scopes_leave_nothing_behind() {
    backend.transaction(
        () -> {
          delete();
          for (int i = 0; i < 100; i++) {
            Transaction inner = manager.begin();
            delete();
            inner.rollback();
            assertThat(inner.isActive()).isFalse();
            assertThatThrownBy(inner::commit).isInstanceOf(TransactionException.class);
            assertThat(manager.activeSavepoints()).isEmpty();
          }
          delete();
        });
    long taken = database.sent().stream().filter(s -> s.startsWith("SAVEPOINT")).count();
    long released = database.sent().stream().filter(s -> s.startsWith("RELEASE")).count();
    assertThat(taken).isEqualTo(100);
    assertThat(released).isEqualTo(100);
  }

  @Test
  void a_scope_that_shares_the_start_of_the_transaction_rolls_all_back_and_begin_goes_again() {
    manager.begin();
    manager.savepoint("kept");
    Transaction inner = manager.begin();
    delete();
    assertThat(database.take()).containsExactly("BEGIN", "SAVEPOINT \"kept\"", "DELETE");
    inner.rollback();
    assertThat(database.take()).containsExactly("ROLLBACK");
    assertThat(manager.activeSavepoints()).hasToString("[kept]");
    delete();
    assertThat(database.take()).containsExactly("BEGIN", "SAVEPOINT \"kept\"", "DELETE");
    manager.rollbackTo("kept");
    manager.commit();
    assertThat(database.take()).containsExactly("ROLLBACK TO SAVEPOINT \"kept\"", "COMMIT");
  }

  @Test
  void a_scope_that_shares_the_start_of_a_nested_scope_rolls_back_to_that_and_keeps_it() {
    manager.begin();
    delete();
    manager.begin();
    Transaction innermost = manager.begin();
    delete();
    database.take();
    innermost.rollback();
    delete();
    manager.commit();
    manager.commit();
    assertThat(database.take())
        .containsExactly("ROLLBACK TO SAVEPOINT \"SP_1\"", "DELETE", "COMMIT");
  }

  @Test
  void raw_jdbc_first_sends_what_is_pending() {
    manager.begin();
    manager.savepoint("a");
    backend.useConnection(connection -> {});
    assertThat(database.take()).containsExactly("BEGIN", "SAVEPOINT \"a\"");
    manager.rollback();
  }

  @Test
  void a_failed_begin_does_no_damage_and_is_tried_again() {
    database.failOn("BEGIN", Damage.STATEMENT);
    manager.begin();
    assertThatThrownBy(this::delete)
        .isInstanceOf(TransactionException.class)
        .hasMessageContaining("could not be started");
    assertThat(manager.status()).isEqualTo(TransactionStatus.ACTIVE);
    assertThat(database.openConnections()).isZero();
    delete();
    manager.commit();
    assertThat(database.take()).containsExactly("BEGIN", "BEGIN", "DELETE", "COMMIT");
  }

  @Test
  void a_failed_savepoint_leaves_the_outer_scope_as_it_was() {
    database.failOn("SAVEPOINT", Damage.STATEMENT);
    manager.begin();
    delete();
    Transaction inner = manager.begin();
    assertThatThrownBy(this::delete)
        .isInstanceOf(TransactionException.class)
        .hasMessageContaining("SP_1");
    inner.rollback();
    delete();
    manager.commit();
    assertThat(database.take())
        .containsExactly("BEGIN", "DELETE", "SAVEPOINT \"SP_1\"", "DELETE", "COMMIT");
  }

  @Test
  void read_only_is_set_before_begin_and_reset_after_the_end() {
    backend.transaction(TransactionOptions.defaults().readOnly(true), this::delete);
    assertThat(database.take())
        .containsExactly("SET READ ONLY", "BEGIN", "DELETE", "COMMIT", "SET READ WRITE");
  }

  @Test
  void connections_with_autocommit_off_work_alike() {
    ScriptedDatabase off = new ScriptedDatabase().withoutAutoCommit();
    Backend other = off.backend();
    other.transaction(() -> other.execute("DELETE"));
    other.execute("DELETE");
    assertThat(off.take()).containsExactly("BEGIN", "DELETE", "COMMIT", "DELETE");
    assertThat(off.openConnections()).isZero();
  }

  @Test
  void without_savepoints_nested_scopes_are_refused_before_anything_is_sent() {
    ScriptedDatabase plain = new ScriptedDatabase(Feature.SAVEPOINTS);
    Backend other = plain.backend();
    other.transaction(
        () -> {
          assertThatThrownBy(other::beginTransaction)
              .isInstanceOf(UnsupportedFeatureException.class);
          assertThatThrownBy(other.transactionManager()::savepoint)
              .isInstanceOf(UnsupportedFeatureException.class);
          assertThat(plain.sent()).isEmpty();
          other.execute("DELETE");
        });
    assertThat(plain.take()).containsExactly("BEGIN", "DELETE", "COMMIT");
  }
}

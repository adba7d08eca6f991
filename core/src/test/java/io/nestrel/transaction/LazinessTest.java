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
class LazinessTest {
  private final ScriptedDatabase database = new ScriptedDatabase();
  private final Backend backend = database.backend();
  private final TransactionManager manager = backend.transactionManager();

  private void delete() {
    backend.execute("DELETE");
  }

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
  void an_explicit_savepoint_of_a_scope_that_shares_its_start_goes_with_the_scope() {
    manager.begin();
    Transaction inner = manager.begin();
    delete();
    manager.savepoint("mine");
    delete();
    inner.commit();
    delete();
    manager.commit();
    assertThat(database.take())
        .containsExactly(
            "BEGIN",
            "DELETE",
            "SAVEPOINT \"mine\"",
            "DELETE",
            "RELEASE SAVEPOINT \"mine\"",
            "DELETE",
            "COMMIT");
  }

  @Test
  void pending_savepoints_are_sent_in_order_and_rolling_back_to_a_pending_one_sends_nothing() {
    manager.begin();
    delete();
    Savepoint first = manager.savepoint("first");
    manager.savepoint("second");
    first.rollback();
    assertThat(manager.activeSavepoints()).hasToString("[first]");
    manager.savepoint("third");
    delete();
    manager.rollback();
    assertThat(database.take())
        .containsExactly(
            "BEGIN", "DELETE", "SAVEPOINT \"first\"", "SAVEPOINT \"third\"", "DELETE", "ROLLBACK");
  }

  @Test
  void a_name_taken_again_replaces_the_older_savepoint() {
    manager.begin();
    delete();
    for (int i = 0; i < 3; i++) {
      manager.savepoint("row");
      delete();
    }
    assertThat(manager.activeSavepoints()).hasToString("[row]");
    manager.savepoint("other");
    Savepoint again = manager.savepoint("ROW");
    delete();
    again.rollback();
    manager.rollbackTo("other");
    assertThat(manager.activeSavepoints()).hasToString("[other]");
    manager.rollback();
    assertThat(database.take())
        .containsExactly(
            "BEGIN",
            "DELETE",
            "SAVEPOINT \"row\"",
            "DELETE",
            "RELEASE SAVEPOINT \"row\"",
            "SAVEPOINT \"row\"",
            "DELETE",
            "RELEASE SAVEPOINT \"row\"",
            "SAVEPOINT \"row\"",
            "DELETE",
            "SAVEPOINT \"other\"",
            "SAVEPOINT \"ROW\"",
            "DELETE",
            "ROLLBACK TO SAVEPOINT \"ROW\"",
            "ROLLBACK TO SAVEPOINT \"other\"",
            "ROLLBACK");
  }

  @Test
  void savepoints_hidden_by_newer_ones_of_their_name_leave_with_their_scope() {
    manager.begin();
    Transaction inner = manager.begin();
    delete();
    for (String name : new String[] {"a", "b", "a"}) {
      manager.savepoint(name);
      delete();
    }
    inner.commit();
    database.take();
    delete();
    assertThat(database.take())
        .containsExactly("RELEASE SAVEPOINT \"a\"", "RELEASE SAVEPOINT \"a\"", "DELETE");
    manager.rollback();
  }

  @Test
  void names_are_quoted() {
    manager.begin();
    manager.savepoint("after \"user\" 1");
    delete();
    manager.rollback();
    assertThat(database.take())
        .containsExactly("BEGIN", "SAVEPOINT \"after \"\"user\"\" 1\"", "DELETE", "ROLLBACK");
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

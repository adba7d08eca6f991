// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Savepoints wait for a statement too, in their order and under their names. */
class PendingSavepointTest extends ScriptedTransactions {
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
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.backend.Backend;
import io.nestrel.dialect.Damage;
import io.nestrel.error.TransactionDoomedException;
import io.nestrel.error.TransactionException;
import io.nestrel.scripted.ScriptedDatabase;
import org.junit.jupiter.api.Test;

/** Tables without transactions: a rollback that could not undo everything is not called one. */
class IncompleteRollbackTest {
  private final ScriptedDatabase database = new ScriptedDatabase().notRolledBack("notes", "others");
  private final Backend backend = database.backend();
  private final TransactionManager manager = backend.transactionManager();

  @Test
  void a_rollback_that_leaves_something_behind_names_the_table() {
    Transaction outer = manager.begin();
    backend.execute("INSERT INTO notes");
    assertThatThrownBy(outer::rollback)
        .isInstanceOf(TransactionException.class)
        .hasMessageContaining("notes")
        .hasMessageNotContaining("others");
    assertThat(manager.level()).isZero();
    assertThat(database.openConnections()).isZero();
    assertThat(database.discardedConnections()).isZero();
  }

  @Test
  void an_incomplete_rollback_of_a_nested_scope_dooms_the_outer_ones() {
    Transaction outer = manager.begin();
    backend.execute("DELETE");
    IllegalStateException thrown = new IllegalStateException("by the work");
    assertThatThrownBy(
            () ->
                backend.transaction(
                    () -> {
                      backend.execute("INSERT INTO notes");
                      throw thrown;
                    }))
        .isSameAs(thrown)
        .satisfies(e -> assertThat(e.getSuppressed()[0]).hasMessageContaining("notes"));
    assertThatThrownBy(outer::commit).isInstanceOf(TransactionDoomedException.class);
    assertThatThrownBy(outer::rollback).hasMessageContaining("notes");
    assertThat(manager.level()).isZero();
  }

  @Test
  void a_failed_commit_also_tells_what_its_rollback_left_behind() {
    database.failOn("COMMIT", Damage.STATEMENT);
    assertThatThrownBy(() -> backend.transaction(() -> backend.execute("INSERT INTO notes")))
        .isInstanceOf(TransactionException.class)
        .satisfies(e -> assertThat(e.getSuppressed()[0]).hasMessageContaining("notes"));
  }

  @Test
  void only_what_was_sent_since_the_savepoint_can_be_left_behind() {
    manager.begin();
    backend.execute("INSERT INTO notes");
    Transaction inner = manager.begin();
    backend.execute("DELETE");
    inner.rollback();
    assertThat(manager.status()).isEqualTo(TransactionStatus.ACTIVE);
    manager.commit();
  }
}

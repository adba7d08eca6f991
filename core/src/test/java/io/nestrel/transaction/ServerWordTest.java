// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.backend.Backend;
import io.nestrel.dialect.Damage;
import io.nestrel.error.ImplicitCommitException;
import io.nestrel.error.TransactionDoomedException;
import io.nestrel.error.TransactionException;
import io.nestrel.error.UnknownCommitOutcomeException;
import io.nestrel.scripted.ScriptedDatabase;
import org.junit.jupiter.api.Test;

/** What the server says of its transaction counts, and not what was asked of it. */
class ServerWordTest {
  private final ScriptedDatabase database = new ScriptedDatabase().knowingState();
  private final Backend backend = database.backend();
  private final TransactionManager manager = backend.transactionManager();

  @Test
  void a_confirmed_commit_counts_even_if_the_driver_cannot_be_told() {
    database.failNextEnd();
    backend.transaction(() -> backend.execute("DELETE"));
    assertThat(database.take()).containsExactly("BEGIN", "DELETE", "COMMIT");
    assertThat(database.openConnections()).isZero();
  }

  @Test
  void a_rollback_counts_even_if_the_driver_cannot_be_told() {
    Transaction outer = manager.begin();
    backend.execute("DELETE");
    database.failNextEnd();
    outer.rollback();
    assertThat(manager.level()).isZero();
    assertThat(database.openConnections()).isZero();
  }

  @Test
  void a_transaction_that_a_statement_has_ended_is_doomed_at_once() {
    database.endOn("CALL");
    Transaction outer = manager.begin();
    backend.execute("DELETE");
    assertThatThrownBy(() -> backend.execute("CALL evil"))
        .isInstanceOf(ImplicitCommitException.class)
        .hasMessageContaining("CALL evil");
    assertThat(manager.status()).isEqualTo(TransactionStatus.DOOMED);
    assertThatThrownBy(() -> backend.execute("DELETE"))
        .isInstanceOf(TransactionDoomedException.class)
        .hasCauseInstanceOf(ImplicitCommitException.class);
    assertThatThrownBy(outer::commit).isInstanceOf(TransactionDoomedException.class);
    outer.rollback();
    assertThat(database.openConnections()).isZero();
  }

  @Test
  void commit_is_not_sent_where_the_server_has_no_transaction() {
    Transaction outer = manager.begin();
    backend.stream("SELECT 1", row -> 1).close();
    database.endOn("SELECT 2");
    backend.stream("SELECT 2", row -> 1).close();
    database.take();
    assertThatThrownBy(outer::commit)
        .isInstanceOf(TransactionException.class)
        .isNotInstanceOf(UnknownCommitOutcomeException.class)
        .hasMessageContaining("IDLE");
    assertThat(database.take()).doesNotContain("COMMIT");
    outer.rollback();
  }

  @Test
  void a_statement_that_commits_implicitly_is_refused_inside_a_transaction_only() {
    Transaction outer = manager.begin();
    assertThatThrownBy(() -> backend.execute("alter table a"))
        .isInstanceOf(ImplicitCommitException.class)
        .hasMessageContaining("alter table a");
    assertThat(manager.status()).isEqualTo(TransactionStatus.ACTIVE);
    outer.commit();
    assertThat(database.take()).isEmpty();
    backend.execute("alter table a");
    assertThat(database.take()).containsExactly("alter table a");
  }

  @Test
  void a_dead_connection_of_the_pool_is_replaced_before_a_transaction_begins() {
    database.failOn("BEGIN", Damage.CONNECTION);
    backend.transaction(() -> backend.execute("DELETE"));
    assertThat(database.take()).containsExactly("BEGIN", "BEGIN", "DELETE", "COMMIT");
    database.failOn("BEGIN", Damage.CONNECTION).failOn("BEGIN", Damage.CONNECTION);
    assertThatThrownBy(() -> backend.transaction(() -> backend.execute("DELETE")))
        .isInstanceOf(TransactionException.class)
        .hasMessageContaining("could not be started");
    assertThat(database.openConnections()).isZero();
  }
}

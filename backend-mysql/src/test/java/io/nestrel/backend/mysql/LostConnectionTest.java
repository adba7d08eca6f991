// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.backend.Backend;
import io.nestrel.error.ConnectionLostException;
import io.nestrel.error.QueryTimeoutException;
import io.nestrel.error.TransactionDoomedException;
import io.nestrel.error.UnknownCommitOutcomeException;
import io.nestrel.transaction.TransactionManager;
import io.nestrel.transaction.TransactionStatus;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Connections and statements that are killed, and servers that are restarted. */
@ParameterizedClass
@EnumSource
class LostConnectionTest {
  private final Backend backend;
  private final Backend admin;
  private final TransactionManager manager;

  LostConnectionTest(Server server) {
    String url = server.get().freshDatabase();
    this.backend = Backend.open(url);
    this.admin = Backend.open(url);
    this.manager = backend.transactionManager();
  }

  @BeforeEach
  void createTable() {
    backend.execute("CREATE TABLE entry (id INT PRIMARY KEY, note VARCHAR(20))");
    backend.execute("INSERT INTO entry VALUES (1, 'a')");
  }

  @AfterEach
  void close() {
    backend.close();
    admin.close();
  }

  private long connectionId() {
    return backend.query("SELECT CONNECTION_ID()", Long.class).get(0);
  }

  private List<Integer> ids() {
    return backend.query("SELECT id FROM entry ORDER BY id", Integer.class);
  }

  @Test
  void a_killed_connection_dooms_the_transaction_and_the_next_one_works() {
    manager.begin();
    backend.execute("INSERT INTO entry VALUES (2, 'b')");
    manager.begin();
    admin.execute("KILL CONNECTION " + connectionId());
    assertThatThrownBy(() -> backend.execute("INSERT INTO entry VALUES (3, 'c')"))
        .isInstanceOf(ConnectionLostException.class);
    assertThat(manager.status()).isEqualTo(TransactionStatus.DOOMED);
    manager.rollback();
    assertThatThrownBy(manager::commit)
        .isInstanceOf(TransactionDoomedException.class)
        .hasCauseInstanceOf(ConnectionLostException.class);
    manager.rollback();
    assertThat(ids()).containsExactly(1);
    backend.transaction(() -> backend.execute("INSERT INTO entry VALUES (4, 'd')"));
    assertThat(ids()).containsExactly(1, 4);
  }

  @Test
  void a_connection_that_is_killed_before_commit_never_commits() {
    manager.begin();
    backend.execute("INSERT INTO entry VALUES (2, 'b')");
    admin.execute("KILL CONNECTION " + connectionId());
    assertThatThrownBy(manager::commit)
        .isInstanceOf(UnknownCommitOutcomeException.class)
        .hasCauseInstanceOf(ConnectionLostException.class);
    manager.rollback();
    assertThat(manager.level()).isZero();
    assertThat(ids()).containsExactly(1);
  }

  @Test
  void a_lost_connection_that_raw_jdbc_merely_asked_for_dooms_the_transaction() {
    manager.begin();
    backend.execute("INSERT INTO entry VALUES (2, 'b')");
    admin.execute("KILL CONNECTION " + connectionId());
    assertThat(backend.<Boolean>withConnection(connection -> connection.isValid(10))).isFalse();
    assertThat(manager.status()).isEqualTo(TransactionStatus.DOOMED);
    manager.rollback();
    assertThat(ids()).containsExactly(1);
  }

  @Test
  void a_killed_statement_costs_the_statement_alone() {
    manager.begin();
    backend.execute("INSERT INTO entry VALUES (2, 'b')");
    long id = connectionId();
    CompletableFuture<Void> killer =
        CompletableFuture.runAsync(
            () -> {
              // Until the statement runs there is nothing to kill.
              while (admin
                  .query(
                      "SELECT id FROM information_schema.processlist WHERE id = ? AND info LIKE 'SELECT COUNT(*)%'",
                      Long.class, id)
                  .isEmpty()) {
                Thread.onSpinWait();
              }
              admin.execute("KILL QUERY " + id);
            });
    assertThatThrownBy(
            () ->
                backend.query(
                    "SELECT COUNT(*) FROM information_schema.columns a, information_schema.columns b,"
                        + " information_schema.columns c, information_schema.columns d",
                    Long.class))
        .isInstanceOf(QueryTimeoutException.class);
    killer.join();
    manager.commit();
    assertThat(ids()).containsExactly(1, 2);
  }
}

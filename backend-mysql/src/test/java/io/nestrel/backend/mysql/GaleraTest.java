// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.error.DeadlockException;
import io.nestrel.error.TransactionDoomedException;
import io.nestrel.error.TransactionException;
import io.nestrel.error.UnknownCommitOutcomeException;
import io.nestrel.testkit.ContractTest;
import io.nestrel.testkit.DoomContract;
import io.nestrel.testkit.TestDatabase;
import io.nestrel.transaction.Transaction;
import io.nestrel.transaction.TransactionStatus;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A transaction of another node of a Galera cluster wins over ours, which the server tells at our
 * next call, whatever that is.
 */
@Tag("galera")
@ParameterizedClass
@EnumSource
class GaleraTest extends ContractTest implements DoomContract {
  private static final Map<Integer, String> WON = Map.of(1, "theirs");

  private final Told told;

  /** The statement that is told of the loss. */
  enum Told {
    WRITE("INSERT INTO entry (id) VALUES (77)"),
    READ("SELECT 1"),
    /** The server does not even look at it. */
    NONSENSE("SELEC"),
    /** It is running when the other node wins. */
    RUNNING("SELECT SLEEP(60)");

    private final String sql;

    Told(String sql) {
      this.sql = sql;
    }
  }

  GaleraTest(Told told) {
    this.told = told;
  }

  @Override
  protected TestDatabase newDatabase() {
    return GaleraDatabase.create();
  }

  private GaleraDatabase cluster() {
    return (GaleraDatabase) database();
  }

  /** They write the row that we have written, and leave nothing behind. */
  @Override
  public void loseTransaction() {
    tell("INSERT INTO entry (id) VALUES (1)", "DELETE FROM entry WHERE id = 1");
  }

  private void tell(String... winner) {
    // Sends the savepoints that are pending: they would be told instead.
    long id = backend().query("SELECT CONNECTION_ID()", Long.class).get(0);
    if (told == Told.RUNNING) {
      CompletableFuture<Void> other =
          CompletableFuture.runAsync(
              () -> {
                cluster().awaitProcess("id = %d AND info = '%s'".formatted(id, told.sql));
                cluster().win(winner);
              });
      try {
        backend().query(told.sql, Integer.class);
      } finally {
        other.join();
      }
    } else {
      cluster().win(winner);
      backend().execute(told.sql);
    }
  }

  /** Ours has written row 1. */
  private Transaction begin() {
    insert(1);
    Transaction outer = manager().begin();
    backend().execute("UPDATE entry SET note = 'ours' WHERE id = 1");
    return outer;
  }

  private void theyWin() {
    cluster().win("UPDATE entry SET note = 'theirs' WHERE id = 1");
  }

  private void assertLost(Transaction outer) {
    assertThat(status()).isEqualTo(TransactionStatus.DOOMED);
    assertThat(manager().activeSavepoints()).isEmpty();
    for (Runnable refused :
        new Runnable[] {
          () -> insert(3), () -> manager().savepoint(), () -> manager().begin(), outer::commit
        }) {
      assertThatThrownBy(refused::run)
          .isInstanceOf(TransactionDoomedException.class)
          .hasCauseInstanceOf(DeadlockException.class);
    }
    outer.rollback();
    assertThat(cluster().notes()).isEqualTo(WON);
    backend().transaction(() -> backend().transaction(() -> insert(9)));
    assertThat(cluster().notes()).containsOnlyKeys(1, 9);
  }

  @Test
  void a_statement_is_told_and_the_winner_stays() {
    Transaction outer = begin();
    Transaction inner = manager().begin();
    insert(2);
    assertThatThrownBy(() -> tell("UPDATE entry SET note = 'theirs' WHERE id = 1"))
        .isInstanceOfSatisfying(
            DeadlockException.class, e -> assertThat(e.vendorCode()).isEqualTo(1213));
    inner.rollback();
    assertLost(outer);
  }

  @Test
  void commit_is_told_and_says_that_it_failed() {
    Transaction outer = begin();
    backend().transaction(() -> insert(2));
    theyWin();
    assertCommitFails(outer);
  }

  private void assertCommitFails(Transaction outer) {
    assertThatThrownBy(outer::commit)
        .isInstanceOf(TransactionException.class)
        .isNotInstanceOf(UnknownCommitOutcomeException.class)
        .hasCauseInstanceOf(DeadlockException.class);
    assertLost(outer);
  }

  /** Theirs has been certified before ours, and waits at the first node for its turn. */
  @Test
  void commit_is_told_that_another_was_certified_before_it() throws SQLException {
    backend().execute("CREATE TABLE gate (id INT PRIMARY KEY)");
    Transaction outer = begin();
    backend().transaction(() -> insert(2));
    String waiting = "user = 'system user' AND state LIKE 'Waiting for table metadata lock%'";
    try (Connection gate = DriverManager.getConnection(cluster().url());
        Statement keeper = gate.createStatement()) {
      keeper.execute("FLUSH TABLES gate WITH READ LOCK");
      CompletableFuture<Void> theirs =
          CompletableFuture.runAsync(
              () ->
                  cluster()
                      .win(
                          "INSERT INTO gate VALUES (1)",
                          "UPDATE entry SET note = 'theirs' WHERE id = 1"));
      cluster().awaitProcess(waiting);
      long id = backend().query("SELECT CONNECTION_ID()", Long.class).get(0);
      CompletableFuture<Void> opening =
          CompletableFuture.runAsync(
              () -> {
                cluster().awaitProcess("id = %d AND info = 'COMMIT'".formatted(id));
                try {
                  keeper.execute("UNLOCK TABLES");
                } catch (SQLException e) {
                  throw new IllegalStateException(e);
                }
              });
      assertCommitFails(outer);
      opening.join();
      theirs.join();
    }
  }

  @Test
  void rolling_back_a_nested_scope_is_told() {
    Transaction outer = begin();
    Transaction inner = manager().begin();
    insert(2);
    theyWin();
    assertThatThrownBy(inner::rollback)
        .isInstanceOf(TransactionException.class)
        .hasCauseInstanceOf(DeadlockException.class);
    assertThat(inner.isActive()).isFalse();
    assertLost(outer);
  }

  @Test
  void a_nested_scope_cannot_start_after_the_loss() {
    Transaction outer = begin();
    theyWin();
    Transaction inner = manager().begin();
    assertThatThrownBy(() -> insert(2))
        .isInstanceOf(TransactionException.class)
        .hasCauseInstanceOf(DeadlockException.class);
    inner.rollback();
    assertLost(outer);
  }

  @Test
  void a_nested_scope_that_has_committed_is_lost_too() {
    Transaction outer = begin();
    backend().transaction(() -> insert(2));
    theyWin();
    assertThatThrownBy(() -> insert(3)) // RELEASE goes first
        .isInstanceOf(TransactionException.class)
        .hasCauseInstanceOf(DeadlockException.class);
    assertLost(outer);
  }

  @Test
  void rolling_back_what_is_lost_already_is_no_error() {
    Transaction outer = begin();
    theyWin();
    outer.rollback();
    assertThat(cluster().notes()).isEqualTo(WON);
    insert(9);
    assertThat(cluster().notes()).containsOnlyKeys(1, 9);
  }

  @Test
  void raw_jdbc_that_overlooks_the_loss_cannot_go_on() {
    Transaction outer = begin();
    theyWin();
    assertThat(backend().<Boolean>withConnection(connection -> connection.isValid(10))).isFalse();
    assertThat(status()).isEqualTo(TransactionStatus.DOOMED);
    assertThatThrownBy(() -> insert(2)).isInstanceOf(TransactionDoomedException.class);
    assertThatThrownBy(outer::commit).isInstanceOf(TransactionDoomedException.class);
    outer.rollback();
    assertThat(cluster().notes()).isEqualTo(WON);
  }
}

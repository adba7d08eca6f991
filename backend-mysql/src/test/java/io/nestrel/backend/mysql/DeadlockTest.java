// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.error.DeadlockException;
import io.nestrel.error.TransactionDoomedException;
import io.nestrel.testkit.ContractTest;
import io.nestrel.testkit.DoomContract;
import io.nestrel.testkit.ForEachDoomContract;
import io.nestrel.testkit.RewindDoomContract;
import io.nestrel.testkit.TestDatabase;
import io.nestrel.transaction.Transaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** InnoDB ends the transaction that it chooses as the victim of a deadlock. */
@ParameterizedClass
@EnumSource
class DeadlockTest extends ContractTest
    implements DoomContract, RewindDoomContract, ForEachDoomContract {
  private static final String OURS = "UPDATE entry SET note = 'ours' WHERE id = 1001";

  private final Server server;

  DeadlockTest(Server server) {
    this.server = server;
  }

  @Override
  protected TestDatabase newDatabase() {
    return new MySqlDatabase(server.get());
  }

  /** The other transaction has written more, so it is not the victim. */
  @Override
  public void loseTransaction() {
    lose(() -> backend().execute(OURS));
  }

  private void lose(Runnable ours) {
    try (Connection other = database().dataSource().getConnection();
        Statement statement = other.createStatement()) {
      statement.execute("BEGIN");
      statement.execute(
          "INSERT INTO entry (id) VALUES (1001), (1002), (1003), (1004), (1005), (1006), (1007)");
      CompletableFuture<Void> waiting =
          CompletableFuture.runAsync(
              () -> {
                try {
                  statement.execute("UPDATE entry SET note = 'theirs' WHERE id = 1");
                  statement.execute("ROLLBACK");
                } catch (SQLException e) {
                  throw new IllegalStateException(e);
                }
              });
      try {
        ours.run();
      } finally {
        waiting.join();
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void a_deadlock_swallowed_in_a_nested_scope_is_the_cause_of_every_refusal() {
    Transaction outer = manager().begin();
    insert(1);
    Transaction inner = manager().begin();
    assertThatThrownBy(this::loseTransaction).isInstanceOf(DeadlockException.class);
    inner.rollback();
    assertThatThrownBy(() -> insert(2))
        .isInstanceOf(TransactionDoomedException.class)
        .cause()
        .isInstanceOfSatisfying(
            DeadlockException.class, e -> assertThat(e.vendorCode()).isEqualTo(1213));
    assertThatThrownBy(outer::commit)
        .isInstanceOf(TransactionDoomedException.class)
        .hasCauseInstanceOf(DeadlockException.class);
    outer.rollback();
    assertThat(ids()).isEmpty();
  }

  /** The driver would have sent the rest already, which would commit by itself. */
  @Test
  void a_batch_in_raw_jdbc_ends_with_the_deadlock() {
    Transaction outer = manager().begin();
    insert(1);
    assertThatThrownBy(
            () ->
                lose(
                    () ->
                        backend()
                            .useConnection(
                                connection -> {
                                  try (Statement batch = connection.createStatement()) {
                                    batch.addBatch(OURS);
                                    batch.addBatch("INSERT INTO entry (id) VALUES (2)");
                                    batch.addBatch("INSERT INTO entry (id) VALUES (3)");
                                    batch.executeBatch();
                                  }
                                })))
        .isInstanceOf(DeadlockException.class);
    assertThatThrownBy(outer::commit).isInstanceOf(TransactionDoomedException.class);
    outer.rollback();
    assertThat(ids()).isEmpty();
  }
}

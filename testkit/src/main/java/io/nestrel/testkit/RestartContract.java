// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.error.ConnectionLostException;
import io.nestrel.error.TransactionDoomedException;
import io.nestrel.transaction.Transaction;
import io.nestrel.transaction.TransactionStatus;
import org.junit.jupiter.api.Test;

/** The server crashes and comes back, or ends connections that are idle in the pool. */
public interface RestartContract extends Contract {

  /** Has the server crash and start again; returns when it accepts connections. */
  void restart();

  /** Has the server end all connections but the one that tells it to. */
  void endConnections();

  @Test
  default void a_restart_in_the_middle_of_a_transaction_loses_it_whole() {
    Transaction outer = manager().begin();
    insert(1);
    Transaction inner = manager().begin();
    insert(2);
    restart();
    assertThatThrownBy(() -> insert(3)).isInstanceOf(ConnectionLostException.class);
    assertThat(status()).isEqualTo(TransactionStatus.DOOMED);
    inner.rollback();
    assertThatThrownBy(outer::commit)
        .isInstanceOf(TransactionDoomedException.class)
        .hasCauseInstanceOf(ConnectionLostException.class);
    outer.rollback();
    assertThat(ids()).isEmpty();
    backend().transaction(() -> insert(4));
    assertThat(ids()).containsExactly(4);
  }

  @Test
  default void a_restart_between_two_transactions_goes_unnoticed() {
    backend().transaction(() -> insert(1));
    restart();
    backend().transaction(() -> backend().transaction(() -> insert(2)));
    assertThat(ids()).containsExactly(1, 2);
  }

  @Test
  default void a_connection_that_was_ended_while_idle_is_replaced_before_a_transaction_begins() {
    for (int id = 1; id <= 5; id++) {
      int next = id;
      backend().transaction(() -> insert(next));
      endConnections();
    }
    backend().transaction(() -> assertThat(ids()).containsExactly(1, 2, 3, 4, 5));
  }
}

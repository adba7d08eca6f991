// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.backend.Backend;
import io.nestrel.error.LockTimeoutException;
import io.nestrel.error.TransactionException;
import io.nestrel.transaction.Savepoint;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two backends on one database, as two programs have. */
public interface TwoClientsContract extends Contract {

  /** A second backend on the database of {@link #backend()}. */
  Backend otherBackend();

  @Test
  default void what_is_not_committed_is_not_seen_by_another_client() {
    backend()
        .transaction(
            () -> {
              insert(1);
              backend().transaction(() -> insert(2));
              assertThat(seenByOther()).isEmpty();
            });
    assertThat(seenByOther()).containsExactly(1, 2);
  }

  @Test
  default void a_transaction_of_one_backend_says_nothing_about_the_other() {
    manager().begin();
    assertThat(otherBackend().inTransaction()).isFalse();
    assertThat(otherBackend().transactionManager().level()).isZero();
    otherBackend().transactionManager().begin();
    assertThatThrownBy(() -> otherBackend().transactionManager().rollbackTo("nowhere"))
        .isInstanceOf(TransactionException.class);
    manager().commit();
    assertThat(otherBackend().transactionManager().level()).isEqualTo(1);
    otherBackend().rollbackTransaction();
  }

  @Test
  default void a_savepoint_of_one_backend_is_refused_by_the_manager_of_another() {
    manager().begin();
    insert(1);
    Savepoint mine = manager().savepoint("s");
    insert(2);
    otherBackend().transactionManager().begin();
    assertThatThrownBy(() -> otherBackend().transactionManager().rollbackTo(mine))
        .isInstanceOf(TransactionException.class);
    assertThatThrownBy(() -> otherBackend().transactionManager().release(mine))
        .isInstanceOf(TransactionException.class);
    otherBackend().rollbackTransaction();
    assertThat(mine.isActive()).isTrue();
    assertThat(ids()).containsExactly(1, 2);
    manager().commit();
  }

  /** Where readers wait for a writer, being refused is right too; seeing the rows never is. */
  private List<Integer> seenByOther() {
    try {
      return otherBackend().query("SELECT id FROM entry ORDER BY id", Integer.class);
    } catch (LockTimeoutException refused) {
      return List.of();
    }
  }
}

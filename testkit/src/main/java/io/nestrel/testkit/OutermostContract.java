// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.error.DatabaseException;
import io.nestrel.error.NoActiveTransactionException;
import io.nestrel.error.TransactionException;
import io.nestrel.transaction.Savepoint;
import io.nestrel.transaction.Transaction;
import io.nestrel.transaction.TransactionOptions;
import io.nestrel.transaction.TransactionStatus;
import org.junit.jupiter.api.Test;

/** What holds only where no transaction is around: for level 0 and for the outermost scope. */
public interface OutermostContract extends Contract {

  @Test
  default void without_a_transaction_there_is_nothing_to_end_and_no_place_for_savepoints() {
    Transaction ended = manager().begin();
    insert(1);
    Savepoint old = manager().savepoint("old");
    ended.commit();
    assertThatThrownBy(() -> manager().commit()).isInstanceOf(NoActiveTransactionException.class);
    assertThatThrownBy(() -> manager().rollback()).isInstanceOf(NoActiveTransactionException.class);
    assertThatThrownBy(() -> manager().savepoint())
        .isInstanceOf(NoActiveTransactionException.class);
    assertThatThrownBy(() -> manager().savepoint("a"))
        .isInstanceOf(NoActiveTransactionException.class);
    assertThatThrownBy(() -> manager().rollbackTo("old"))
        .isInstanceOf(NoActiveTransactionException.class);
    assertThatThrownBy(() -> manager().release(old))
        .isInstanceOf(NoActiveTransactionException.class);
    assertThatThrownBy(old::rollback).isInstanceOf(TransactionException.class);
    assertThat(manager().status()).isEqualTo(TransactionStatus.NONE);
    assertThat(manager().isActive()).isFalse();
    assertThat(backend().inTransaction()).isFalse();
    assertThat(manager().level()).isZero();
    assertThat(ids()).containsExactly(1);
  }

  @Test
  default void without_a_transaction_each_statement_is_committed_by_itself() {
    insert(1);
    assertThatThrownBy(() -> insert(1)).isInstanceOf(DatabaseException.class);
    insert(2);
    assertThat(ids()).containsExactly(1, 2);
  }

  @Test
  default void numbering_begins_anew_with_each_transaction() {
    for (int i = 0; i < 3; i++) {
      Transaction tx = manager().begin();
      assertThat(tx.level()).isEqualTo(1);
      assertThat(manager().savepoint()).hasToString("SP_1");
      assertThat(manager().savepoint()).hasToString("SP_2");
      tx.rollback();
    }
  }

  @Test
  default void a_savepoint_of_an_earlier_transaction_is_dead_in_the_next() {
    manager().begin();
    Savepoint old = manager().savepoint("s");
    manager().rollback();
    manager().begin();
    insert(1);
    Savepoint now = manager().savepoint("s");
    insert(2);
    assertThatThrownBy(() -> manager().rollbackTo(old)).isInstanceOf(TransactionException.class);
    assertThatThrownBy(() -> manager().release(old)).isInstanceOf(TransactionException.class);
    assertThat(now.isActive()).isTrue();
    assertThat(ids()).containsExactly(1, 2);
    manager().commit();
  }

  @Test
  default void a_read_only_transaction_is_enforced_by_the_database_and_ends_with_it() {
    TransactionOptions readOnly = TransactionOptions.defaults().readOnly(true);
    assertThatThrownBy(() -> backend().transaction(readOnly, () -> insert(1)))
        .isInstanceOf(DatabaseException.class);
    backend().transaction(readOnly, () -> assertThat(ids()).isEmpty());
    insert(2);
    backend().transaction(() -> insert(3));
    assertThat(ids()).containsExactly(2, 3);
  }

  @Test
  default void a_nested_scope_of_a_read_only_transaction_is_read_only() {
    TransactionOptions readOnly = TransactionOptions.defaults().readOnly(true);
    backend()
        .transaction(
            readOnly,
            () -> {
              assertThat(ids()).isEmpty();
              backend().transaction(readOnly, () -> assertThat(ids()).isEmpty());
              assertThatThrownBy(() -> backend().transaction(() -> insert(1)))
                  .isInstanceOf(DatabaseException.class);
              assertThatThrownBy(() -> manager().begin(readOnly.readOnly(false)))
                  .isInstanceOf(TransactionException.class);
              assertThat(ids()).isEmpty();
            });
    assertThat(ids()).isEmpty();
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.dialect.Damage;
import io.nestrel.error.DatabaseException;
import io.nestrel.error.InvalidSavepointException;
import io.nestrel.error.NoActiveTransactionException;
import io.nestrel.error.TransactionException;
import io.nestrel.scripted.ScriptedDatabase;
import org.junit.jupiter.api.Test;

/** Calls that make no sense are refused, and nothing changes. */
class MisuseTest extends ScriptedTransactions {
  @Test
  void scopes_end_in_order() {
    Transaction outer = manager.begin();
    Transaction inner = manager.begin();
    assertThatThrownBy(outer::commit).isInstanceOf(TransactionException.class);
    assertThatThrownBy(outer::rollback).isInstanceOf(TransactionException.class);
    assertThat(manager.level()).isEqualTo(2);
    inner.commit();
    assertThatThrownBy(inner::rollback).hasMessageContaining("has ended already");
    outer.close();
    outer.close();
    assertThat(manager.level()).isZero();
  }

  @Test
  void work_that_leaves_a_scope_open_is_rolled_back_whole() {
    assertThatThrownBy(
            () ->
                backend.transaction(
                    () -> {
                      delete();
                      manager.begin();
                      delete();
                    }))
        .isInstanceOf(TransactionException.class)
        .hasMessageContaining("still open");
    assertThat(database.take())
        .containsExactly("BEGIN", "DELETE", "SAVEPOINT \"SP_1\"", "DELETE", "ROLLBACK");
    assertUsableAfterwards();
  }

  @Test
  void a_managed_scope_is_ended_by_nobody_else() {
    Transaction outer = manager.begin();
    backend.transaction(
        () -> {
          assertThatThrownBy(manager::commit).isInstanceOf(TransactionException.class);
          assertThatThrownBy(manager::rollback).isInstanceOf(TransactionException.class);
          assertThatThrownBy(outer::close).isInstanceOf(TransactionException.class);
          assertThat(manager.level()).isEqualTo(2);
        });
    outer.commit();
    assertUsableAfterwards();
  }

  @Test
  void without_a_transaction_calls_that_need_one_say_so() {
    assertThatThrownBy(manager::commit).isInstanceOf(NoActiveTransactionException.class);
    assertThatThrownBy(manager::rollback).isInstanceOf(NoActiveTransactionException.class);
    assertThatThrownBy(manager::savepoint).isInstanceOf(NoActiveTransactionException.class);
    assertThatThrownBy(() -> manager.release("a")).isInstanceOf(NoActiveTransactionException.class);
    assertThat(manager.activeSavepoints()).isEmpty();
  }

  @Test
  void names_that_cannot_be_used_are_refused() {
    manager.begin();
    delete();
    manager.savepoint("Überblick");
    Transaction inner = manager.begin();
    for (String name :
        new String[] {"", "  ", "x".repeat(64), "ä".repeat(32), "UBERBLICK", "sp_1"}) {
      assertThatThrownBy(() -> manager.savepoint(name))
          .as(name)
          .isInstanceOf(InvalidSavepointException.class);
    }
    manager.savepoint("x".repeat(63));
    inner.rollback();
    manager.rollback();
    assertUsableAfterwards();
  }

  @Test
  void a_handle_of_another_transaction_is_refused() {
    manager.begin();
    Savepoint old = manager.savepoint();
    database.failOn("INSERT", Damage.TRANSACTION);
    assertThatThrownBy(() -> backend.execute("INSERT")).isInstanceOf(DatabaseException.class);
    manager.rollback();
    TransactionManager other = new ScriptedDatabase().backend().transactionManager();
    other.begin();
    Savepoint others = other.savepoint();
    manager.begin();
    for (Savepoint foreign : new Savepoint[] {old, others}) {
      assertThatThrownBy(() -> manager.rollbackTo(foreign))
          .isInstanceOf(InvalidSavepointException.class);
      assertThatThrownBy(() -> manager.release(foreign))
          .isInstanceOf(InvalidSavepointException.class);
    }
    assertThat(others.isActive()).isTrue();
    manager.rollback();
    other.rollback();
  }

  @Test
  void a_stream_is_closed_with_its_scope() {
    database.rows(new Object[] {1L}, new Object[] {2L});
    manager.begin();
    var stream = backend.stream("SELECT", row -> row.getLong(1)).iterator();
    assertThat(stream.next()).isEqualTo(1L);
    manager.commit();
    assertThatThrownBy(stream::next).isInstanceOf(TransactionException.class);
    assertUsableAfterwards();
  }
}

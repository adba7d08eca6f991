// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.backend.Backend;
import io.nestrel.error.TransactionDoomedException;
import io.nestrel.error.TransactionException;
import io.nestrel.transaction.Savepoint;
import io.nestrel.transaction.Transaction;
import io.nestrel.transaction.TransactionManager;
import io.nestrel.transaction.TransactionStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A MyISAM table keeps what was written to it, which a rollback must not hide. */
@ParameterizedClass
@EnumSource
class TablesWithoutTransactionsTest {
  private final Backend backend;
  private final TransactionManager manager;

  TablesWithoutTransactionsTest(Server server) {
    this.backend = server.open();
    this.manager = backend.transactionManager();
  }

  @BeforeEach
  void createTables() {
    backend.execute("CREATE TABLE kept (id INT) ENGINE = MyISAM");
    backend.execute("CREATE TABLE unused (id INT) ENGINE = MyISAM");
    backend.execute("CREATE TABLE entry (id INT) ENGINE = InnoDB");
  }

  @AfterEach
  void close() {
    backend.close();
  }

  private void insertIntoBoth() {
    backend.execute("INSERT INTO entry VALUES (1)");
    backend.execute("INSERT INTO kept VALUES (1)");
  }

  @Test
  void the_rollback_of_a_transaction_names_the_table() {
    Transaction outer = manager.begin();
    insertIntoBoth();
    assertThatThrownBy(outer::rollback)
        .isInstanceOf(TransactionException.class)
        .hasMessageContaining("kept (MyISAM)")
        .hasMessageNotContaining("unused");
    assertThat(manager.level()).isZero();
    assertThat(backend.query("SELECT id FROM entry", Integer.class)).isEmpty();
    assertThat(backend.query("SELECT id FROM kept", Integer.class)).containsExactly(1);
  }

  @Test
  void the_rollback_of_a_nested_scope_names_it_too_and_the_outer_one_cannot_commit() {
    Transaction outer = manager.begin();
    backend.execute("INSERT INTO entry VALUES (0)");
    Transaction inner = manager.begin();
    insertIntoBoth();
    assertThatThrownBy(inner::rollback).hasMessageContaining("kept (MyISAM)");
    assertThatThrownBy(outer::commit).isInstanceOf(TransactionDoomedException.class);
    assertThatThrownBy(outer::rollback).hasMessageContaining("kept (MyISAM)");
    assertThat(backend.query("SELECT id FROM entry", Integer.class)).isEmpty();
  }

  @Test
  void so_does_rolling_back_to_a_savepoint() {
    manager.begin();
    backend.execute("INSERT INTO entry VALUES (0)");
    Savepoint savepoint = manager.savepoint();
    insertIntoBoth();
    assertThatThrownBy(savepoint::rollback).hasMessageContaining("kept (MyISAM)");
    assertThat(manager.status()).isEqualTo(TransactionStatus.DOOMED);
    assertThatThrownBy(manager::rollback).hasMessageContaining("kept (MyISAM)");
  }

  @Test
  void what_a_trigger_wrote_is_one_of_those_that_may_be_meant() {
    backend.execute(
        "CREATE TRIGGER log AFTER INSERT ON entry FOR EACH ROW INSERT INTO kept VALUES (NEW.id)");
    Transaction outer = manager.begin();
    backend.execute("INSERT INTO entry VALUES (1)");
    assertThatThrownBy(outer::rollback)
        .hasMessageContaining("one or more of")
        .hasMessageContaining("kept");
  }

  @Test
  void a_rollback_after_mere_reading_is_complete() {
    Transaction outer = manager.begin();
    backend.execute("INSERT INTO entry VALUES (1)");
    assertThat(backend.query("SELECT id FROM kept", Integer.class)).isEmpty();
    outer.rollback();
    assertThat(backend.query("SELECT id FROM entry", Integer.class)).isEmpty();
  }

  @Test
  void what_was_written_before_a_savepoint_does_not_make_a_rollback_to_it_incomplete() {
    manager.begin();
    insertIntoBoth();
    Transaction inner = manager.begin();
    backend.execute("INSERT INTO entry VALUES (2)");
    inner.rollback();
    backend.execute("INSERT INTO entry VALUES (3)");
    manager.commit();
    assertThat(backend.query("SELECT id FROM entry ORDER BY id", Integer.class))
        .containsExactly(1, 3);
  }

  @Test
  void temporary_tables_do_not_make_a_rollback_incomplete() {
    manager.begin();
    backend.execute("CREATE TEMPORARY TABLE fleeting (id INT) ENGINE = InnoDB");
    Transaction inner = manager.begin();
    backend.execute("INSERT INTO fleeting VALUES (1)");
    backend.execute("INSERT INTO entry VALUES (1)");
    inner.rollback();
    assertThat(backend.query("SELECT id FROM fleeting", Integer.class)).isEmpty();
    backend.execute("INSERT INTO entry VALUES (2)");
    manager.commit();
    assertThat(backend.query("SELECT id FROM entry", Integer.class)).containsExactly(2);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.backend.Backend;
import io.nestrel.error.ForeignKeyViolationException;
import io.nestrel.error.TransactionDoomedException;
import io.nestrel.error.TransactionException;
import io.nestrel.transaction.Transaction;
import io.nestrel.transaction.TransactionManager;
import io.nestrel.transaction.TransactionStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A constraint that is checked at COMMIT, which then fails. */
class DeferredConstraintTest {
  private final Backend backend = Backend.open("jdbc:sqlite::memory:");
  private final TransactionManager manager = backend.transactionManager();

  @BeforeEach
  void createTables() {
    backend.execute("CREATE TABLE parent (id INTEGER PRIMARY KEY)");
    backend.execute(
        "CREATE TABLE child (parent INTEGER REFERENCES parent DEFERRABLE INITIALLY DEFERRED)");
  }

  @AfterEach
  void close() {
    backend.close();
  }

  private void orphan() {
    backend.execute("INSERT INTO child VALUES (7)");
  }

  private void assertUsable() {
    assertThat(manager.level()).isZero();
    assertThat(backend.query("SELECT parent FROM child", Integer.class)).isEmpty();
    backend.transaction(
        () -> {
          orphan();
          backend.transaction(() -> backend.execute("INSERT INTO parent VALUES (7)"));
        });
    assertThat(backend.query("SELECT parent FROM child", Integer.class)).containsExactly(7);
  }

  @Test
  void the_scope_is_open_and_doomed_until_it_is_rolled_back() {
    Transaction tx = manager.begin();
    backend.transaction(this::orphan);
    assertThatThrownBy(tx::commit)
        .isInstanceOf(TransactionException.class)
        .hasCauseInstanceOf(ForeignKeyViolationException.class);
    assertThat(tx.isActive()).isTrue();
    assertThat(manager.level()).isEqualTo(1);
    assertThat(manager.status()).isEqualTo(TransactionStatus.DOOMED);
    assertThatThrownBy(this::orphan)
        .isInstanceOf(TransactionDoomedException.class)
        .hasCauseInstanceOf(ForeignKeyViolationException.class);
    assertThatThrownBy(tx::commit)
        .isInstanceOf(TransactionDoomedException.class)
        .hasCauseInstanceOf(ForeignKeyViolationException.class);
    tx.rollback();
    assertUsable();
  }

  @Test
  void closing_the_handle_ends_it_too() {
    assertThatThrownBy(
            () -> {
              try (Transaction tx = manager.begin()) {
                orphan();
                tx.commit();
              }
            })
        .isInstanceOf(TransactionException.class)
        .hasCauseInstanceOf(ForeignKeyViolationException.class);
    assertUsable();
  }

  @Test
  void transaction_with_work_ends_it_and_throws() {
    assertThatThrownBy(() -> backend.transaction(this::orphan))
        .isInstanceOf(TransactionException.class)
        .hasCauseInstanceOf(ForeignKeyViolationException.class)
        .hasNoSuppressedExceptions();
    assertUsable();
  }

  @Test
  void a_nested_scope_may_leave_it_to_the_outer_one() {
    backend.transaction(
        () -> {
          backend.transaction(this::orphan);
          assertThatThrownBy(
                  () ->
                      backend.transaction(
                          () -> {
                            backend.execute("INSERT INTO parent VALUES (7)");
                            throw new IllegalStateException("no parent");
                          }))
              .hasMessage("no parent");
          backend.execute("DELETE FROM child");
        });
    assertUsable();
  }
}

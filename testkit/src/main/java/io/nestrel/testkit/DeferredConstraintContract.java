// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.ActiveRecord;
import io.nestrel.Model;
import io.nestrel.annotation.Id;
import io.nestrel.error.ForeignKeyViolationException;
import io.nestrel.error.NoActiveTransactionException;
import io.nestrel.error.TransactionDoomedException;
import io.nestrel.error.TransactionException;
import io.nestrel.transaction.Transaction;
import io.nestrel.transaction.TransactionStatus;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Foreign keys that are checked at COMMIT if a transaction says so. */
public abstract class DeferredConstraintContract extends ContractTest {

  protected DeferredConstraintContract() {}

  @BeforeEach
  final void createTables() {
    backend().execute("CREATE TABLE parent (id INTEGER NOT NULL PRIMARY KEY)");
    backend()
        .execute(
            "CREATE TABLE child (parent INTEGER REFERENCES parent (id) DEFERRABLE INITIALLY IMMEDIATE)");
  }

  /** Whose foreign key is always checked at COMMIT. */
  private static final class Late extends ActiveRecord<Late> {
    @Id private long id;

    @SuppressWarnings("UnusedVariable") // the database reads it
    private int parent = 7;
  }

  private void createLates() {
    backend()
        .execute(
            "CREATE TABLE lates (id %s, parent INTEGER REFERENCES parent (id) DEFERRABLE INITIALLY DEFERRED)"
                .formatted(database().generatedKey()));
  }

  private void assertRefused(ThrowingCallable lone) {
    assertThatThrownBy(lone)
        .satisfiesAnyOf(
            e -> assertThat(e).isInstanceOf(ForeignKeyViolationException.class),
            e -> assertThat(e).hasCauseInstanceOf(ForeignKeyViolationException.class));
    assertThat(backend().query("SELECT COUNT(*) FROM lates", Long.class)).containsExactly(0L);
    assertCheckedAtOnce();
  }

  private void orphan() {
    backend().execute("INSERT INTO child VALUES (7)");
  }

  private void parent() {
    backend().execute("INSERT INTO parent VALUES (7)");
  }

  private long children() {
    return backend().query("SELECT COUNT(*) FROM child", Long.class).get(0);
  }

  private void assertCheckedAtOnce() {
    assertThat(manager().level()).isZero();
    assertThatThrownBy(() -> backend().transaction(this::orphan))
        .isInstanceOf(ForeignKeyViolationException.class);
  }

  @Test
  final void what_is_deferred_may_be_put_right_before_the_commit() {
    assertCheckedAtOnce();
    backend()
        .transaction(
            () -> {
              manager().deferConstraints();
              backend().transaction(this::orphan);
              parent();
            });
    assertThat(children()).isEqualTo(1);
    backend().execute("DELETE FROM child");
    backend().execute("DELETE FROM parent");
    assertCheckedAtOnce();
  }

  @Test
  final void a_commit_that_finds_a_violation_leaves_the_scope_open_and_doomed_until_rolled_back() {
    Transaction tx = manager().begin();
    manager().deferConstraints();
    orphan();
    assertThatThrownBy(tx::commit)
        .isInstanceOf(TransactionException.class)
        .hasCauseInstanceOf(ForeignKeyViolationException.class);
    assertThat(tx.isActive()).isTrue();
    assertThat(status()).isEqualTo(TransactionStatus.DOOMED);
    assertThatThrownBy(this::parent)
        .isInstanceOf(TransactionDoomedException.class)
        .hasCauseInstanceOf(ForeignKeyViolationException.class);
    tx.rollback();
    assertThat(children()).isZero();
    assertCheckedAtOnce();
  }

  @Test
  final void the_classic_try_commit_catch_rollback_is_right_at_every_level() {
    backend()
        .transaction(
            () -> {
              insert(1);
              Transaction inner = manager().begin();
              try {
                orphan();
                inner.commit();
              } catch (ForeignKeyViolationException e) {
                inner.rollback();
              }
              insert(2);
            });
    Transaction outer = manager().begin();
    try {
      manager().deferConstraints();
      insert(3);
      backend().transaction(this::orphan);
      outer.commit();
    } catch (TransactionException e) {
      outer.rollback();
    }
    assertThat(ids()).containsExactly(1, 2);
    assertCheckedAtOnce();
  }

  @Test
  final void constraints_that_are_immediate_again_are_checked_with_the_next_statement() {
    assertThatThrownBy(
            () ->
                backend()
                    .transaction(
                        () -> {
                          manager().deferConstraints();
                          manager().constraintsImmediate();
                          orphan();
                        }))
        .isInstanceOf(ForeignKeyViolationException.class);
    assertCheckedAtOnce();
  }

  @Test
  final void a_violation_from_before_they_were_immediate_again_never_commits() {
    assertThatThrownBy(
            () ->
                backend()
                    .transaction(
                        () -> {
                          manager().deferConstraints();
                          orphan();
                          manager().constraintsImmediate();
                        }))
        .satisfiesAnyOf(
            e -> assertThat(e).isInstanceOf(ForeignKeyViolationException.class),
            e -> assertThat(e).hasCauseInstanceOf(ForeignKeyViolationException.class));
    assertThat(children()).isZero();
    assertCheckedAtOnce();
  }

  @Test
  final void after_a_rollback_constraints_are_checked_at_once_again() {
    manager().begin();
    manager().deferConstraints();
    orphan();
    manager().rollback();
    assertCheckedAtOnce();
  }

  @Test
  final void a_save_alone_whose_commit_is_refused_fails() {
    createLates();
    Late late = new Late();
    Model.of(Late.class).bind(backend());
    assertRefused(late::save);
    assertThat(late.isNew()).isTrue();
    assertThat(late.id).isZero();
  }

  @Test
  final void a_statement_alone_whose_commit_is_refused_fails() {
    createLates();
    String insert = "INSERT INTO lates (parent) VALUES (7), (8)";
    assertRefused(() -> backend().execute(insert));
    assertRefused(() -> backend().execute(insert + " RETURNING id"));
    assertRefused(() -> backend().query(insert + " RETURNING id", Long.class));
  }

  @Test
  final void a_stream_alone_that_is_closed_early_and_whose_commit_is_refused_fails() {
    createLates();
    assertRefused(() -> readFirst("INSERT INTO lates (parent) VALUES (7), (8) RETURNING id"));
    assertRefused(
        () ->
            readFirst(
                "WITH given AS (SELECT 7 AS p UNION ALL SELECT 8) INSERT INTO lates (parent) SELECT p FROM given RETURNING id"));
  }

  private void readFirst(String insert) {
    try (Stream<Long> ids = backend().stream(insert, Long.class)) {
      assertThat(ids.iterator().next()).isPositive();
    }
  }

  @Test
  final void there_has_to_be_a_transaction() {
    assertThatThrownBy(manager()::deferConstraints)
        .isInstanceOf(NoActiveTransactionException.class);
    assertThatThrownBy(manager()::constraintsImmediate)
        .isInstanceOf(NoActiveTransactionException.class);
  }
}

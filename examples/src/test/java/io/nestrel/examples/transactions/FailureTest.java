// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples.transactions;

import static io.nestrel.examples.TestedDatabase.MARIADB;
import static io.nestrel.examples.TestedDatabase.MYSQL;
import static io.nestrel.examples.TestedDatabase.POSTGRES_15;
import static io.nestrel.examples.TestedDatabase.POSTGRES_18;
import static io.nestrel.examples.TestedDatabase.SQLITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.nestrel.backend.Backend;
import io.nestrel.error.CheckViolationException;
import io.nestrel.error.ImplicitCommitException;
import io.nestrel.error.InvalidSavepointException;
import io.nestrel.error.IsolationLevelException;
import io.nestrel.error.LockTimeoutException;
import io.nestrel.error.ScopeFailedException;
import io.nestrel.error.TransactionDoomedException;
import io.nestrel.error.TransactionException;
import io.nestrel.error.TransactionTimeoutException;
import io.nestrel.examples.ExampleDatabase;
import io.nestrel.examples.OnEveryDatabase;
import io.nestrel.examples.TestedDatabase;
import io.nestrel.transaction.IsolationLevel;
import io.nestrel.transaction.Propagation;
import io.nestrel.transaction.Savepoint;
import io.nestrel.transaction.Transaction;
import io.nestrel.transaction.TransactionManager;
import io.nestrel.transaction.TransactionOptions;
import io.nestrel.transaction.TransactionStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/transactions.md says of failures and limits, where databases differ too. */
@OnEveryDatabase
class FailureTest {
  private final TestedDatabase tested;
  private final ExampleDatabase database;
  private final Backend backend;
  private final TransactionManager manager;
  private final Account alice = new Account("Alice", 100);

  FailureTest(TestedDatabase tested, @TempDir Path folder) {
    this.tested = tested;
    database = ExampleDatabase.open(tested.newUrl(folder));
    backend = database.backend();
    manager = backend.transactionManager();
  }

  @BeforeEach
  void fillTables() {
    database.createTables(TransactionsGuide.class);
    alice.save();
  }

  @AfterEach
  void close() {
    database.close();
  }

  private void assertStored(long balance) {
    assertThat(Account.accounts.get(alice.id()).balance()).isEqualTo(balance);
  }

  @Test
  void a_swallowed_error_costs_the_statement_or_the_scope() {
    manager.begin();
    alice.deposit(1).save();
    Throwable first = catchThrowable(() -> alice.withdraw(500).save());
    assertThat(first).isInstanceOf(CheckViolationException.class);
    if (Set.of(POSTGRES_15, POSTGRES_18).contains(tested)) {
      assertThat(manager.status()).isEqualTo(TransactionStatus.FAILED);
      assertThatThrownBy(manager::commit).isInstanceOf(ScopeFailedException.class).hasCause(first);
      manager.rollback();
      assertStored(100);
    } else {
      assertThat(manager.status()).isEqualTo(TransactionStatus.ACTIVE);
      manager.commit();
      assertStored(101);
    }
  }

  @Test
  void ddl_is_refused_where_it_would_commit() {
    manager.begin();
    alice.deposit(1).save();
    if (Set.of(MARIADB, MYSQL).contains(tested)) {
      assertThatThrownBy(() -> backend.execute("CREATE TABLE more (id INTEGER)"))
          .isInstanceOf(ImplicitCommitException.class);
    } else {
      backend.execute("CREATE TABLE more (id INTEGER)");
    }
    assertThat(manager.status()).isEqualTo(TransactionStatus.ACTIVE);
    manager.rollback();
    backend.execute("CREATE TABLE more (id INTEGER)"); // it is not there
    assertStored(100);
  }

  @Test
  void locks_taken_after_a_savepoint_are_let_go_on_postgresql_only() {
    try (Backend elsewhere = database.openElsewhere();
        Transaction tx = backend.beginTransaction()) {
      Account.accounts.count();
      Savepoint before = manager.savepoint("before");
      alice.deposit(1).save();
      before.rollback();
      Throwable refused =
          catchThrowable(() -> elsewhere.execute("UPDATE accounts SET balance = balance"));
      if (Set.of(POSTGRES_15, POSTGRES_18).contains(tested)) {
        assertThat(refused).isNull();
      } else {
        assertThat(refused).isInstanceOf(LockTimeoutException.class);
      }
      tx.commit();
    }
  }

  @Test
  void a_transaction_beside_the_open_one_needs_a_database_with_many_writers() {
    TransactionOptions beside = TransactionOptions.defaults().propagation(Propagation.REQUIRES_NEW);
    manager.begin();
    alice.deposit(1).save();
    Throwable refused =
        catchThrowable(() -> backend.transaction(beside, () -> new Account("Bob", 1).save()));
    Throwable touched =
        catchThrowable(() -> backend.transaction(beside, () -> alice.deposit(1).save()));
    manager.rollback();
    if (tested == SQLITE) {
      assertThat(refused).isInstanceOf(TransactionException.class);
      assertThat(Account.accounts.count()).isEqualTo(1);
    } else {
      assertThat(refused).isNull();
      assertThat(Account.accounts.count()).isEqualTo(2);
    }
    assertThat(touched).isInstanceOf(TransactionException.class).hasMessageContaining("suspended");
    assertStored(100);
  }

  @Test
  void when_the_time_is_over_the_transaction_is_lost() {
    TransactionOptions hurried = TransactionOptions.defaults().timeout(Duration.ofNanos(1));
    manager.begin(hurried);
    Throwable first = catchThrowable(() -> alice.deposit(1).save());
    assertThat(first).isInstanceOf(TransactionTimeoutException.class);
    assertThatThrownBy(manager::commit)
        .isInstanceOf(TransactionDoomedException.class)
        .hasCause(first);
    manager.rollback();
    alice.deposit(1).save();
    assertStored(101);
  }

  @Test
  void an_inner_scope_cannot_ask_for_another_isolation() {
    TransactionOptions strict =
        TransactionOptions.defaults().isolation(IsolationLevel.SERIALIZABLE);
    backend.transaction(
        TransactionOptions.defaults().isolation(IsolationLevel.SERIALIZABLE),
        () -> {
          backend.transaction(strict, () -> alice.deposit(1).save());
          IsolationLevel weaker = IsolationLevel.REPEATABLE_READ;
          Throwable refused =
              catchThrowable(
                  () ->
                      backend.transaction(
                          TransactionOptions.defaults().isolation(weaker),
                          () -> alice.deposit(1).save()));
          if (tested == SQLITE) {
            assertThat(refused).isNull(); // which gives the stronger one anyway
          } else {
            assertThat(refused).isInstanceOf(IsolationLevelException.class);
          }
        });
    assertStored(tested == SQLITE ? 102 : 101);
  }

  @Test
  void a_scope_set_to_roll_back_does_so_without_an_exception() {
    backend.transaction(
        () -> {
          alice.deposit(1).save();
          manager.setRollbackOnly();
        });
    assertThat(alice.balance()).isEqualTo(100);
    assertStored(100);
  }

  @Test
  void a_savepoint_of_an_outer_scope_is_out_of_reach() {
    backend.transaction(
        () -> {
          alice.deposit(1).save();
          Savepoint outer = manager.savepoint("outer");
          assertThatThrownBy(() -> backend.transaction(() -> outer.rollback()))
              .isInstanceOf(InvalidSavepointException.class);
          outer.rollback();
        });
    assertStored(101);
  }

  @Test
  void a_handle_belongs_to_its_thread() throws InterruptedException {
    try (Transaction tx = backend.beginTransaction()) {
      Throwable[] refused = new Throwable[1];
      Thread other = new Thread(() -> refused[0] = catchThrowable(tx::commit));
      other.start();
      other.join();
      assertThat(refused[0]).isInstanceOf(TransactionException.class);
      tx.commit();
    }
  }
}

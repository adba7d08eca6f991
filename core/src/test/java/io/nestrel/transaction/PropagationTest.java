// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.backend.Backend;
import io.nestrel.error.NoActiveTransactionException;
import io.nestrel.error.TransactionException;
import io.nestrel.scripted.ScriptedDatabase;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What each propagation makes of the transaction that is there, or not. */
class PropagationTest extends ScriptedTransactions {
  private static TransactionOptions with(Propagation propagation) {
    return TransactionOptions.defaults().propagation(propagation);
  }

  @ParameterizedTest
  @EnumSource(names = {"NESTED", "REQUIRED", "REQUIRES_NEW"})
  void without_a_transaction_it_begins_one(Propagation propagation) {
    backend.transaction(
        with(propagation),
        () -> {
          assertThat(manager.level()).isEqualTo(1);
          delete();
        });
    try (Transaction handle = manager.begin(with(propagation))) {
      delete();
      handle.commit();
    }
    assertThat(database.take())
        .containsExactly("BEGIN", "DELETE", "COMMIT", "BEGIN", "DELETE", "COMMIT");
    assertUsableAfterwards();
  }

  @Test
  void nested_takes_a_savepoint() {
    backend.transaction(
        () -> {
          delete();
          backend.transaction(
              with(Propagation.NESTED),
              () -> {
                assertThat(manager.level()).isEqualTo(2);
                delete();
              });
          delete();
        });
    assertThat(database.take())
        .containsExactly(
            "BEGIN",
            "DELETE",
            "SAVEPOINT \"SP_1\"",
            "DELETE",
            "RELEASE SAVEPOINT \"SP_1\"",
            "DELETE",
            "COMMIT");
  }

  @ParameterizedTest
  @EnumSource(names = {"REQUIRED", "MANDATORY"})
  void a_joined_scope_has_no_savepoint_and_no_level_of_its_own(Propagation propagation) {
    backend.transaction(
        () -> {
          delete();
          backend.transaction(
              with(propagation),
              () -> {
                assertThat(manager.level()).isEqualTo(1);
                delete();
              });
          try (Transaction joined = manager.begin(with(propagation))) {
            assertThat(joined.level()).isEqualTo(1);
            delete();
            joined.commit();
            assertThat(joined.isActive()).isFalse();
          }
        });
    assertThat(database.take()).containsExactly("BEGIN", "DELETE", "DELETE", "DELETE", "COMMIT");
    assertUsableAfterwards();
  }

  @Test
  void mandatory_is_refused_without_a_transaction() {
    assertThatThrownBy(() -> manager.begin(with(Propagation.MANDATORY)))
        .isInstanceOf(NoActiveTransactionException.class);
    assertThatThrownBy(() -> backend.transaction(with(Propagation.MANDATORY), this::delete))
        .isInstanceOf(NoActiveTransactionException.class);
    assertThat(database.sent()).isEmpty();
  }

  @Test
  void never_is_refused_inside_a_transaction_which_goes_on() {
    backend.transaction(
        () -> {
          delete();
          assertThatThrownBy(() -> backend.transaction(with(Propagation.NEVER), this::delete))
              .isInstanceOf(TransactionException.class)
              .hasMessageContaining("NEVER");
          assertThatThrownBy(() -> manager.begin(with(Propagation.NEVER)))
              .isInstanceOf(TransactionException.class);
        });
    assertThat(database.take()).containsExactly("BEGIN", "DELETE", "COMMIT");
  }

  @Test
  void with_never_each_statement_is_its_own_and_one_scope_may_follow_another() {
    backend.transaction(with(Propagation.NEVER), this::delete);
    try (Transaction handle = manager.begin(with(Propagation.NEVER))) {
      assertThat(handle.level()).isZero();
      assertThat(manager.isActive()).isFalse();
      delete();
      handle.commit();
      assertThatThrownBy(handle::commit).hasMessageContaining("has ended already");
    }
    assertThat(database.take()).containsExactly("DELETE", "DELETE");
  }

  @Test
  void a_transaction_that_the_work_of_never_has_left_open_is_rolled_back() {
    assertThatThrownBy(
            () ->
                backend.transaction(
                    with(Propagation.NEVER),
                    () -> {
                      manager.begin();
                      delete();
                    }))
        .hasMessageContaining("still open");
    assertThat(database.take()).containsExactly("BEGIN", "DELETE", "ROLLBACK");
    assertUsableAfterwards();
  }

  @Test
  void a_scope_with_never_ends_after_the_transactions_in_it() {
    Transaction never = manager.begin(with(Propagation.NEVER));
    manager.begin();
    delete();
    assertThatThrownBy(never::commit).isInstanceOf(TransactionException.class);
    assertThatThrownBy(never::rollback).isInstanceOf(TransactionException.class);
    assertThat(never.isActive()).isTrue();
    assertThat(manager.level()).isEqualTo(1);
    never.close();
    assertThat(database.take()).containsExactly("BEGIN", "DELETE", "ROLLBACK");
    assertUsableAfterwards();
  }

  @Test
  void a_scope_with_never_cannot_be_rolled_back_and_says_so() {
    Transaction never = manager.begin(with(Propagation.NEVER));
    delete();
    assertThatThrownBy(never::rollback).hasMessageContaining("nothing to roll back");
    assertThat(never.isActive()).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void a_handle_is_refused_on_another_thread(Propagation propagation) throws Exception {
    Transaction outer =
        propagation == Propagation.NEVER ? null : manager.begin(TransactionOptions.defaults());
    Transaction handle = manager.begin(with(propagation));
    onAnotherThread(
        () -> {
          for (Runnable use : new Runnable[] {handle::commit, handle::rollback, handle::close}) {
            assertThatThrownBy(use::run)
                .isInstanceOf(TransactionException.class)
                .hasMessageContaining("thread");
          }
        });
    assertThat(handle.isActive()).isTrue();
    handle.commit();
    if (outer != null) {
      outer.commit();
    }
    assertUsableAfterwards();
  }

  private static void onAnotherThread(Runnable work) throws InterruptedException {
    var other = Executors.newSingleThreadExecutor();
    try {
      Future<?> done = other.submit(work);
      done.get();
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    } finally {
      other.shutdownNow();
    }
  }

  /** What nobody would keep is not promised. */
  @Test
  void never_refuses_what_only_a_transaction_can_keep() {
    TransactionOptions never = with(Propagation.NEVER);
    for (TransactionOptions options :
        new TransactionOptions[] {
          never.isolation(IsolationLevel.SERIALIZABLE),
          never.readOnly(true),
          never.deferrable(true),
          never.timeout(Duration.ofSeconds(1)),
          never.beginMode(BeginMode.IMMEDIATE),
          never.retry(3)
        }) {
      assertThatThrownBy(() -> backend.transaction(options, this::delete))
          .as(options.toString())
          .isInstanceOf(TransactionException.class)
          .hasMessageContaining("NEVER");
    }
    assertThat(database.sent()).isEmpty();
  }

  @Test
  void two_backends_on_one_thread_are_kept_apart() {
    ScriptedDatabase second = new ScriptedDatabase();
    Backend other = second.backend();
    TransactionManager others = other.transactionManager();
    backend.transaction(
        () -> {
          delete();
          other.transaction(
              () -> {
                assertThat(others.level()).isEqualTo(1);
                other.execute("DELETE");
                Transaction own = manager.begin(with(Propagation.REQUIRES_NEW));
                delete();
                others.setRollbackOnly();
                assertThat(manager.status()).isEqualTo(TransactionStatus.ACTIVE);
                own.commit();
              });
          assertThat(others.level()).isZero();
          assertThat(manager.level()).isEqualTo(1);
          assertThatThrownBy(() -> other.transaction(with(Propagation.MANDATORY), this::delete))
              .isInstanceOf(NoActiveTransactionException.class);
        });
    assertThat(second.take()).containsExactly("BEGIN", "DELETE", "ROLLBACK");
    assertThat(database.take())
        .containsExactly("BEGIN", "DELETE", "BEGIN", "DELETE", "COMMIT", "COMMIT");
    assertUsableAfterwards();
  }

  @Test
  void a_scope_with_never_is_not_closed_over_work_that_runs_in_it() {
    Transaction never = manager.begin(with(Propagation.NEVER));
    backend.transaction(
        () -> {
          delete();
          assertThatThrownBy(never::close).isInstanceOf(TransactionException.class);
        });
    assertThat(never.isActive()).isTrue();
    never.commit();
    assertThat(database.take()).containsExactly("BEGIN", "DELETE", "COMMIT");
  }
}

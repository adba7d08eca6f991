// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.backend.Backend;
import io.nestrel.error.NoActiveTransactionException;
import io.nestrel.error.TransactionException;
import io.nestrel.scripted.ScriptedDatabase;
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
}

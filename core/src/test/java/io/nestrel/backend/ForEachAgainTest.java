// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.dialect.Damage;
import io.nestrel.error.ForEachStoppedException;
import io.nestrel.scripted.ScriptedDatabase;
import io.nestrel.transaction.RetryPolicy;
import io.nestrel.transaction.TransactionCallable;
import io.nestrel.transaction.TransactionOptions;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A transaction whose work is run a second time, as one that is retried. */
class ForEachAgainTest {
  private final ScriptedDatabase database = new ScriptedDatabase();
  private final Backend backend = database.backend();
  private final List<Object> saved = new ArrayList<>();

  /** Rolls back the first try of each transaction, and hands everything else on. */
  private Backend tryingTwice() {
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          try {
            if (method.isDefault()) {
              return InvocationHandler.invokeDefault(proxy, method, arguments);
            }
            if (method.getName().equals("transaction") && !backend.inTransaction()) {
              backend.beginTransaction();
              ((TransactionCallable<?, ?>) arguments[1]).call();
              backend.rollbackTransaction();
            }
            return method.invoke(backend, arguments);
          } catch (InvocationTargetException e) {
            throw e.getTargetException();
          }
        };
    return (Backend)
        Proxy.newProxyInstance(
            Backend.class.getClassLoader(), new Class<?>[] {Backend.class}, handler);
  }

  private void delete(int item) {
    backend.execute("DELETE " + item);
    if (item < 0) {
      throw new IllegalArgumentException();
    }
  }

  @Test
  void finds_the_same_items_again_and_counts_them_once() {
    ForEachOptions options = ForEachOptions.defaults().commitEvery(2).savePosition(saved::add);
    ForEachResult<Integer> result = tryingTwice().forEach(List.of(1, -2, 3), options, this::delete);
    assertThat(result.processed()).isEqualTo(3);
    assertThat(result.failures()).extracting(ForEachFailure::index).containsExactly(1L);
    assertThat(saved).containsExactly(2L, 2L, 3L, 3L);
    assertThat(database.take())
        .filteredOn(sent -> sent.startsWith("DELETE"))
        .containsExactly("DELETE 1", "DELETE -2", "DELETE 1", "DELETE -2", "DELETE 3", "DELETE 3");
  }

  @Test
  void a_retried_commit_confirms_each_item_once() {
    database.failOn("COMMIT", Damage.TRANSACTION, 1);
    TransactionOptions twice =
        TransactionOptions.defaults()
            .retry(
                RetryPolicy.attempts(2).waits(Duration.ZERO, Duration.ZERO).when(failure -> true));
    ForEachResult<Integer> result =
        backend.forEach(
            List.of(1, 2, 3, 4, 5),
            ForEachOptions.defaults().commitEvery(2).transaction(twice).savePosition(saved::add),
            this::delete);
    assertThat(result.position()).isEqualTo(5);
    assertThat(saved).containsExactly(2L, 4L, 4L, 5L);
    assertThat(database.take()).contains("DELETE 3", "DELETE 4").endsWith("DELETE 5", "COMMIT");
  }

  @Test
  void is_refused_where_the_items_are_not_kept() {
    assertThatThrownBy(() -> tryingTwice().forEach(List.of(1, 2), this::delete))
        .isInstanceOf(ForEachStoppedException.class)
        .hasMessageContaining("cannot be tried again")
        .hasMessageContaining("commitEvery");
    assertThat(database.take()).doesNotContain("COMMIT");
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.error.TransactionException;
import io.nestrel.transaction.Propagation;
import io.nestrel.transaction.Transaction;
import io.nestrel.transaction.TransactionOptions;
import io.nestrel.transaction.TransactionStatus;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A backend with one connection: who holds it twice is told so, and else it is enough. */
public interface PoolOfOneContract extends Contract {
  /** The options of a scope with a connection of its own. */
  TransactionOptions NEW = TransactionOptions.defaults().propagation(Propagation.REQUIRES_NEW);

  @Test
  default void requires_new_is_refused_and_told_why_and_the_suspended_one_goes_on() {
    Transaction outer = manager().begin();
    insert(1);
    assertThatThrownBy(() -> backend().transaction(NEW, () -> insert(2)))
        .isInstanceOf(TransactionException.class)
        .message()
        .containsIgnoringCase("this thread")
        .containsAnyOf("poolSize", "do both in one transaction");
    assertThat(status()).isEqualTo(TransactionStatus.ACTIVE);
    insert(3);
    outer.commit();
    backend().transaction(NEW, () -> insert(4));
    assertThat(ids()).containsExactly(1, 3, 4);
  }

  @Test
  default void requires_new_finds_the_connection_while_the_suspended_one_has_not_taken_it() {
    Transaction outer = manager().begin();
    backend().transaction(NEW, () -> insert(1));
    insert(2);
    outer.rollback();
    assertThat(ids()).containsExactly(1);
  }

  @Test
  default void the_connection_is_back_before_a_hook_after_the_commit_or_rollback_runs() {
    List<Integer> seen = new ArrayList<>();
    backend()
        .transaction(
            () -> {
              insert(1);
              manager()
                  .afterCommit(
                      () ->
                          backend()
                              .transaction(
                                  () -> {
                                    insert(2);
                                    seen.addAll(ids());
                                  }));
            });
    Transaction lost = manager().begin();
    insert(3);
    manager().afterRollback(() -> backend().transaction(() -> seen.addAll(ids())));
    lost.rollback();
    assertThat(seen).containsExactly(1, 2, 1, 2);
  }
}

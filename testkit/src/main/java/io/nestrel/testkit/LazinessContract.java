// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.error.NestrelException;
import io.nestrel.error.TransactionException;
import io.nestrel.transaction.Savepoint;
import io.nestrel.transaction.TransactionOptions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Nothing is sent before a statement needs it. */
public interface LazinessContract extends RecordedContract {

  default void delete() {
    backend().execute("DELETE FROM entry");
  }

  @Test
  default void an_empty_transaction_borrows_no_connection() {
    backend().transaction(() -> backend().transaction(() -> {}));
    assertThatThrownBy(
            () ->
                backend()
                    .transaction(
                        () -> {
                          throw new IllegalStateException("empty");
                        }))
        .hasMessage("empty");
    manager().begin();
    Savepoint savepoint = manager().savepoint();
    manager().begin();
    manager().rollback();
    savepoint.rollback();
    savepoint.release();
    manager().commit();
    assertThat(recording().sent()).isEmpty();
    assertThat(recording().borrowed()).isZero();
  }

  @Test
  default void scopes_that_begin_at_the_same_point_share_it() {
    backend()
        .transaction(
            () -> {
              backend()
                  .transaction(
                      () -> {
                        delete();
                        backend().transaction(() -> backend().transaction(this::delete));
                      });
              delete();
            });
    assertThat(recording().words())
        .containsExactly("BEGIN", "DELETE", "SAVEPOINT", "DELETE", "RELEASE", "DELETE", "COMMIT");
    assertThat(recording().borrowed()).isEqualTo(1);
    assertThat(recording().open()).isZero();
  }

  @Test
  default void a_release_that_commit_makes_needless_is_not_sent() {
    backend()
        .transaction(
            () -> {
              delete();
              backend().transaction(this::delete);
            });
    assertThat(recording().words())
        .containsExactly("BEGIN", "DELETE", "SAVEPOINT", "DELETE", "COMMIT");
  }

  @Test
  default void a_nested_scope_without_statements_sends_nothing() {
    backend()
        .transaction(
            () -> {
              delete();
              backend().transaction(() -> {});
              manager().begin();
              manager().rollback();
              delete();
            });
    assertThat(recording().words()).containsExactly("BEGIN", "DELETE", "DELETE", "COMMIT");
  }

  @Test
  default void rollbacks_are_sent_at_once_and_a_failed_scope_is_released() {
    manager().begin();
    delete();
    manager().begin();
    delete();
    manager().rollback();
    assertThat(recording().words())
        .containsExactly("BEGIN", "DELETE", "SAVEPOINT", "DELETE", "ROLLBACK");
    delete();
    manager().commit();
    assertThat(recording().words())
        .endsWith("SAVEPOINT", "DELETE", "ROLLBACK", "RELEASE", "DELETE", "COMMIT");
  }

  @Test
  default void rolling_back_to_the_shared_start_of_the_transaction_is_rollback_and_begin_again() {
    backend()
        .transaction(
            () -> {
              Savepoint before = manager().savepoint();
              manager().begin();
              delete();
              manager().rollback();
              assertThat(before.isActive()).isTrue();
              delete();
            });
    assertThat(recording().words())
        .containsExactly(
            "BEGIN", "SAVEPOINT", "DELETE", "ROLLBACK", "BEGIN", "SAVEPOINT", "DELETE", "COMMIT");
    assertThat(recording().borrowed()).isEqualTo(1);
  }

  @Test
  default void a_transaction_that_was_rolled_back_to_its_start_ends_without_a_word() {
    manager().begin();
    manager().begin();
    delete();
    manager().rollback();
    manager().commit();
    assertThat(recording().words()).containsExactly("BEGIN", "DELETE", "ROLLBACK");
    assertThat(recording().open()).isZero();
  }

  @Test
  default void explicit_savepoints_are_sent_in_order_with_the_statement_that_needs_them() {
    manager().begin();
    manager().savepoint("one");
    Savepoint two = manager().savepoint("two");
    delete();
    two.release();
    manager().savepoint("three");
    delete();
    manager().rollback();
    assertThat(recording().words())
        .containsExactly(
            "BEGIN",
            "SAVEPOINT",
            "SAVEPOINT",
            "DELETE",
            "RELEASE",
            "SAVEPOINT",
            "DELETE",
            "ROLLBACK");
  }

  @Test
  default void nested_scopes_at_the_same_depth_send_the_same_texts() {
    manager().begin();
    delete();
    Set<String> texts = new HashSet<>();
    for (int i = 0; i < 50; i++) {
      recording().clear();
      int id = i;
      backend().transaction(() -> insert(id));
      assertThat(recording().sent()).hasSizeLessThanOrEqualTo(3);
      texts.addAll(recording().sent());
    }
    manager().commit();
    assertThat(texts).hasSizeLessThanOrEqualTo(3);
    assertThat(ids()).hasSize(50);
  }

  @Test
  default void raw_access_sends_what_is_pending_first() {
    manager().begin();
    manager().savepoint("pending");
    int answer =
        backend()
            .withConnection(
                connection -> {
                  assertThat(recording().words()).startsWith("BEGIN", "SAVEPOINT");
                  return 42;
                });
    assertThat(answer).isEqualTo(42);
    manager().rollback();
  }

  @Test
  default void what_is_refused_sends_nothing() {
    manager().begin();
    assertThatThrownBy(() -> manager().begin(TransactionOptions.defaults().readOnly(true)))
        .isInstanceOf(TransactionException.class);
    assertThatThrownBy(() -> manager().rollbackTo("nowhere"))
        .isInstanceOf(TransactionException.class);
    assertThatThrownBy(() -> manager().savepoint(" ")).isInstanceOf(TransactionException.class);
    for (String control :
        List.of(
            "BEGIN",
            "COMMIT",
            " commit work",
            "/* x */ ROLLBACK",
            "-- x\nSAVEPOINT a",
            "RELEASE a",
            "rollback to a",
            "END",
            "START TRANSACTION",
            ";COMMIT",
            "SELECT 1; COMMIT",
            "\ufeffCOMMIT")) {
      assertThatThrownBy(() -> backend().execute(control))
          .as(control)
          .isInstanceOf(NestrelException.class);
      assertThatThrownBy(() -> backend().query(control, Integer.class))
          .as(control)
          .isInstanceOf(NestrelException.class);
    }
    manager().commit();
    assertThat(recording().sent()).isEmpty();
    assertThat(recording().borrowed()).isZero();
  }
}

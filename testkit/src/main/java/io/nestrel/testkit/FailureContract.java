// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.error.DatabaseException;
import io.nestrel.error.NestrelException;
import io.nestrel.error.ScopeFailedException;
import io.nestrel.error.SqlSyntaxException;
import io.nestrel.error.UniqueViolationException;
import io.nestrel.transaction.Savepoint;
import io.nestrel.transaction.TransactionStatus;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Statements that fail: the damage is the statement's, or its innermost scope's. */
public interface FailureContract extends Contract {

  @Test
  default void a_failed_statement_says_what_failed() {
    manager().begin();
    insert(1);
    manager().begin();
    assertThatThrownBy(() -> insert(1))
        .isInstanceOfSatisfying(
            UniqueViolationException.class,
            e -> assertThat(e.sql()).startsWith("INSERT INTO entry"))
        .hasCauseInstanceOf(SQLException.class);
    manager().rollback();
    manager().begin();
    assertThatThrownBy(() -> backend().execute("UPDAET entry"))
        .isInstanceOf(SqlSyntaxException.class);
    manager().rollback();
    manager().rollback();
    assertThat(ids()).isEmpty();
  }

  @Test
  default void a_failure_in_a_nested_scope_costs_the_outer_one_nothing() {
    backend()
        .transaction(
            () -> {
              insert(1);
              for (int i = 0; i < 10; i++) {
                int id = 100 + i;
                assertThatThrownBy(
                        () ->
                            backend()
                                .transaction(
                                    () -> {
                                      insert(id);
                                      insert(1);
                                    }))
                    .isInstanceOf(UniqueViolationException.class);
              }
              assertThat(status()).isEqualTo(TransactionStatus.ACTIVE);
              insert(2);
            });
    assertThat(ids()).containsExactly(1, 2);
  }

  @Test
  default void a_failure_that_is_swallowed_in_its_scope_fails_the_statement_or_the_whole_scope() {
    manager().begin();
    insert(1);
    manager().begin();
    insert(2);
    DatabaseException first = failure();
    if (status() == TransactionStatus.ACTIVE) {
      insert(3);
      manager().commit();
      assertThat(ids()).containsExactly(1, 2, 3);
    } else {
      assertThat(status()).isEqualTo(TransactionStatus.FAILED);
      for (Runnable refused :
          List.<Runnable>of(
              () -> insert(3),
              this::ids,
              () -> manager().begin(),
              () -> manager().savepoint(),
              () -> backend().useConnection(connection -> {}),
              () -> manager().commit())) {
        assertThatThrownBy(refused::run).isInstanceOf(ScopeFailedException.class).hasCause(first);
      }
      manager().rollback();
      assertThat(ids()).containsExactly(1);
    }
    assertThat(status()).isEqualTo(TransactionStatus.ACTIVE);
    insert(4);
    manager().commit();
    assertThat(ids()).contains(1, 4);
  }

  @Test
  default void after_a_failure_work_goes_on_from_a_savepoint_taken_before() {
    manager().begin();
    insert(1);
    Savepoint before = manager().savepoint("before");
    insert(2);
    failure();
    manager().rollbackTo("before");
    assertThat(status()).isEqualTo(TransactionStatus.ACTIVE);
    assertThat(before.isActive()).isTrue();
    insert(3);
    manager().commit();
    assertThat(ids()).containsExactly(1, 3);
  }

  @Test
  default void a_failure_in_raw_jdbc_is_translated_and_does_the_same_damage() {
    manager().begin();
    insert(1);
    assertThatThrownBy(
            () ->
                backend()
                    .transaction(
                        () ->
                            backend()
                                .useConnection(
                                    connection -> {
                                      try (var statement = connection.createStatement()) {
                                        statement.execute("INSERT INTO entry (id) VALUES (2)");
                                        statement.execute("INSERT INTO entry (id) VALUES (1)");
                                      }
                                    })))
        .isInstanceOf(UniqueViolationException.class);
    assertThat(status()).isEqualTo(TransactionStatus.ACTIVE);
    manager().commit();
    assertThat(ids()).containsExactly(1);
  }

  @Test
  default void a_lent_connection_cannot_end_the_transaction() {
    manager().begin();
    insert(1);
    backend()
        .useConnection(
            connection -> {
              for (SqlAction refused :
                  List.<SqlAction>of(
                      connection::commit,
                      connection::rollback,
                      () -> connection.setAutoCommit(true),
                      () -> connection.setAutoCommit(false),
                      connection::setSavepoint,
                      () -> connection.setSavepoint("a"))) {
                assertThatThrownBy(refused::run).isInstanceOf(SQLException.class);
              }
              connection.close();
              try (var statement = connection.createStatement()) {
                statement.execute("INSERT INTO entry (id) VALUES (2)");
              }
            });
    assertThat(status()).isEqualTo(TransactionStatus.ACTIVE);
    assertThat(ids()).containsExactly(1, 2);
    manager().rollback();
    assertThat(ids()).isEmpty();
  }

  @Test
  default void a_lent_connection_is_of_no_use_afterwards() {
    var leaked = backend().withConnection(connection -> connection);
    assertThatThrownBy(leaked::createStatement).isInstanceOf(SQLException.class);
  }

  @Test
  default void a_statement_that_is_refused_before_it_is_sent_does_no_damage() {
    manager().begin();
    insert(1);
    for (String bad : List.of("", "  ;  ", "SELECT ?", "COMMIT", "ROLLBACK", "SAVEPOINT x")) {
      assertThatThrownBy(() -> backend().execute(bad)).as(bad).isInstanceOf(NestrelException.class);
    }
    assertThat(status()).isEqualTo(TransactionStatus.ACTIVE);
    assertThat(depth()).isEqualTo(1);
    manager().commit();
    assertThat(ids()).containsExactly(1);
  }

  @Test
  default void a_commit_cannot_hide_in_a_comment_or_a_string() {
    manager().begin();
    insert(1);
    for (String text :
        List.of(
            "/* /* */ COMMIT -- */ SELECT 1",
            "/* /* */ COMMIT /* */ */ SELECT 1",
            "/*! COMMIT */",
            "/*M! COMMIT */",
            "SELECT '\\'; COMMIT; -- '",
            "SELECT '\\''; COMMIT; -- '",
            "SELECT 1 -- '\n; COMMIT",
            "SELECT 1 # '\n; COMMIT # '",
            "SELECT $$; COMMIT; SELECT $$")) {
      try {
        backend().transaction(() -> backend().execute(text));
      } catch (NestrelException e) {
        assertThat(e).as(text).hasMessageContaining(text.split("\n", 2)[0]);
      }
      assertThat(status()).as(text).isEqualTo(TransactionStatus.ACTIVE);
    }
    manager().rollback();
    assertThat(ids()).isEmpty();
  }

  /** Fails with a duplicate key. */
  private DatabaseException failure() {
    try {
      insert(1);
      throw new AssertionError("the duplicate key was taken");
    } catch (DatabaseException e) {
      return e;
    }
  }

  /** Something with a connection. */
  @FunctionalInterface
  interface SqlAction {
    void run() throws SQLException;
  }
}

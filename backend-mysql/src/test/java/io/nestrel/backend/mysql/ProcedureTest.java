// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.error.DatabaseException;
import io.nestrel.error.ImplicitCommitException;
import io.nestrel.error.TransactionException;
import io.nestrel.error.UniqueViolationException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Procedures that begin and end transactions of their own. */
@ParameterizedClass
@EnumSource
class ProcedureTest extends ProcedureFixture {
  ProcedureTest(Server server) {
    super(server);
  }

  @Test
  void one_that_fails_before_its_commit_takes_no_later_statement_with_it() {
    procedure(
        "START TRANSACTION; INSERT INTO entry VALUES (1); INSERT INTO entry VALUES (1); COMMIT;");
    assertThatThrownBy(() -> backend.execute("CALL p()"))
        .isInstanceOf(UniqueViolationException.class);
    insert(2);
    assertThat(committed()).containsExactly(2);
  }

  @Test
  void one_that_forgets_its_commit_is_told_of() {
    procedure("START TRANSACTION; INSERT INTO entry VALUES (1);");
    assertThatThrownBy(() -> backend.execute("CALL p()"))
        .isExactlyInstanceOf(TransactionException.class)
        .hasMessageContaining("left a transaction open");
    insert(2);
    assertThat(committed()).containsExactly(2);
  }

  @Test
  void one_that_forgets_its_commit_is_noticed_also_if_its_rows_cannot_be_used() {
    procedure("START TRANSACTION; INSERT INTO entry VALUES (1); SELECT 1;");
    AssertionError unusable = new AssertionError("reader");
    assertThatThrownBy(
            () ->
                backend.query(
                    "CALL p()",
                    row -> {
                      throw unusable;
                    }))
        .isSameAs(unusable);
    insert(2);
    assertThat(committed()).containsExactly(2);
  }

  @Test
  void a_stream_of_one_that_forgets_its_commit_is_told_of_when_it_is_closed() {
    procedure("START TRANSACTION; INSERT INTO entry VALUES (1); SELECT 1;");
    assertThatThrownBy(() -> backend.stream("CALL p()", Integer.class).toList())
        .isExactlyInstanceOf(TransactionException.class);
    insert(2);
    assertThat(committed()).containsExactly(2);
  }

  @Test
  void one_that_commits_and_begins_again_is_noticed() {
    procedure("COMMIT; START TRANSACTION;");
    assertDoomedBy("CALL p()");
    assertThat(committed()).containsExactly(1);
  }

  @Test
  void one_that_rolls_back_and_begins_again_is_noticed_in_every_spelling() {
    procedure("ROLLBACK; START TRANSACTION;");
    assertDoomedBy("call p()");
    assertDoomedBy("/* a comment */ CALL p()");
    assertDoomedBy("/*! CALL p() */");
    assertThat(committed()).isEmpty();
  }

  private void assertDoomedBy(String sql) {
    manager.begin();
    insert(1);
    manager.begin();
    assertThatThrownBy(() -> backend.execute(sql))
        .as(sql)
        .isInstanceOf(ImplicitCommitException.class)
        .hasMessageContaining(sql);
    assertDoomed();
  }

  @Test
  void one_that_fails_after_it_has_begun_again_is_noticed() {
    procedure(
        "ROLLBACK; START TRANSACTION; INSERT INTO entry VALUES (2); SIGNAL SQLSTATE '45000';");
    manager.begin();
    insert(1);
    manager.begin();
    assertThatThrownBy(() -> backend.execute("CALL p()")).isInstanceOf(DatabaseException.class);
    assertDoomed();
    assertThat(committed()).isEmpty();
  }

  @Test
  void one_that_leaves_the_transaction_alone_is_part_of_it() {
    procedure("INSERT INTO entry VALUES (2); SELECT 7;");
    manager.begin();
    insert(1);
    assertThat(backend.query("CALL p()", Integer.class)).containsExactly(7);
    manager.begin();
    assertThatThrownBy(() -> backend.execute("CALL p()"))
        .isInstanceOf(UniqueViolationException.class);
    manager.rollback();
    backend.execute("DELETE FROM entry WHERE id = 2");
    manager.begin();
    assertThat(backend.execute("CALL p()")).isEqualTo(1);
    assertThat(manager.activeSavepoints()).hasSize(1);
    manager.commit();
    manager.commit();
    assertThat(committed()).containsExactly(1, 2);
  }

  @Test
  void no_savepoint_of_the_application_is_replaced_by_the_one_around_it() {
    procedure("INSERT INTO entry VALUES (2);");
    manager.begin();
    insert(1);
    for (String name : List.of("nestrel_watch", "nestrel_watch" + "_".repeat(50))) {
      manager.savepoint(name);
      backend.execute("CALL p()");
      manager.rollbackTo(name);
    }
    manager.commit();
    assertThat(committed()).containsExactly(1);
  }

  @Test
  void one_that_begins_again_is_noticed_also_if_its_rows_cannot_be_used() {
    procedure("COMMIT; START TRANSACTION; SELECT 1;");
    AssertionError unusable = new AssertionError("reader");
    manager.begin();
    insert(1);
    manager.begin();
    assertThatThrownBy(
            () ->
                backend.query(
                    "CALL p()",
                    row -> {
                      throw unusable;
                    }))
        .isSameAs(unusable);
    assertDoomed();
    assertThat(committed()).containsExactly(1);
  }

  @Test
  void one_whose_rows_cannot_be_used_is_part_of_the_transaction() {
    procedure("INSERT INTO entry VALUES (2); SELECT 1;");
    IllegalStateException unusable = new IllegalStateException("reader");
    manager.begin();
    assertThatThrownBy(
            () ->
                backend.query(
                    "CALL p()",
                    row -> {
                      throw unusable;
                    }))
        .isSameAs(unusable);
    manager.commit();
    assertThat(committed()).containsExactly(2);
  }

  @Test
  void a_stream_of_one_that_begins_again_is_noticed() {
    procedure("COMMIT; START TRANSACTION; SELECT 1;");
    manager.begin();
    insert(1);
    manager.begin();
    assertThatThrownBy(() -> backend.stream("CALL p()", Integer.class))
        .isInstanceOf(ImplicitCommitException.class);
    assertDoomed();
    assertThat(committed()).containsExactly(1);
  }

  @Test
  void a_stream_of_one_that_leaves_the_transaction_alone_gives_its_rows() {
    procedure("INSERT INTO entry VALUES (2); SELECT id FROM entry ORDER BY id;");
    manager.begin();
    insert(1);
    try (Stream<Integer> rows = backend.stream("CALL p()", Integer.class)) {
      assertThat(rows.findFirst()).contains(1);
    }
    manager.commit();
    assertThat(committed()).containsExactly(1, 2);
  }
}

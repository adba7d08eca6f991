// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.backend.Backend;
import io.nestrel.backend.BackendOptions;
import io.nestrel.error.TransactionException;
import io.nestrel.error.UniqueViolationException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Procedures that begin and end transactions of their own, on a pool of one connection. */
@ParameterizedClass
@EnumSource
class ProcedureTest {
  private final Backend backend;
  private final Backend other;

  ProcedureTest(Server server) {
    String url = server.get().freshDatabase();
    this.backend = Backend.open(url, BackendOptions.defaults().poolSize(1));
    this.other = Backend.open(url);
  }

  @BeforeEach
  void createTable() {
    backend.execute("CREATE TABLE entry (id INT PRIMARY KEY)");
  }

  @AfterEach
  void close() {
    backend.close();
    other.close();
  }

  private void procedure(String body) {
    backend.execute("CREATE PROCEDURE p() BEGIN " + body + " END");
  }

  private void insert(int id) {
    backend.execute("INSERT INTO entry VALUES (?)", id);
  }

  private List<Integer> committed() {
    return other.query("SELECT id FROM entry ORDER BY id", Integer.class);
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
  void a_stream_of_one_that_forgets_its_commit_is_told_of_when_it_is_closed() {
    procedure("START TRANSACTION; INSERT INTO entry VALUES (1); SELECT 1;");
    assertThatThrownBy(() -> backend.stream("CALL p()", Integer.class).toList())
        .isExactlyInstanceOf(TransactionException.class);
    insert(2);
    assertThat(committed()).containsExactly(2);
  }
}

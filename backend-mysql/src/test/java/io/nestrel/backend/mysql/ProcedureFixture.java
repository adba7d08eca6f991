// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.backend.Backend;
import io.nestrel.backend.BackendOptions;
import io.nestrel.error.TransactionDoomedException;
import io.nestrel.transaction.TransactionManager;
import io.nestrel.transaction.TransactionStatus;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A procedure {@code p}, a table {@code entry}, and a pool of one connection. */
abstract class ProcedureFixture {
  final Backend backend;
  private final Backend other;
  final TransactionManager manager;

  ProcedureFixture(Server server) {
    String url = server.get().freshDatabase();
    this.backend = Backend.open(url, BackendOptions.defaults().poolSize(1));
    this.other = Backend.open(url);
    this.manager = backend.transactionManager();
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

  void procedure(String body) {
    backend.execute("CREATE PROCEDURE p() BEGIN " + body + " END");
  }

  void insert(int id) {
    backend.execute("INSERT INTO entry VALUES (?)", id);
  }

  List<Integer> committed() {
    return other.query("SELECT id FROM entry ORDER BY id", Integer.class);
  }

  void assertDoomed() {
    assertThat(manager.status()).isEqualTo(TransactionStatus.DOOMED);
    manager.rollback();
    assertThatThrownBy(() -> insert(3)).isInstanceOf(TransactionDoomedException.class);
    manager.rollback();
  }
}

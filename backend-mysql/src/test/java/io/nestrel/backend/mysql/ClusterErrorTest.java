// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.error.DatabaseException;
import io.nestrel.error.TransactionDoomedException;
import io.nestrel.error.UnknownCommitOutcomeException;
import io.nestrel.testkit.ContractTest;
import io.nestrel.testkit.TestDatabase;
import io.nestrel.transaction.Transaction;
import io.nestrel.transaction.TransactionStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Errors of a Galera node that has left its cluster, raised by hand; {@link GaleraPartitionTest}
 * has them from a node.
 */
@ParameterizedClass
@EnumSource
class ClusterErrorTest extends ContractTest {
  private static final String NOT_PREPARED = "SIGNAL SQLSTATE '08S01' SET MYSQL_ERRNO = 1047";
  private static final String ERROR_DURING_COMMIT =
      "SIGNAL SQLSTATE 'HY000' SET MYSQL_ERRNO = 1180";

  private final Server server;

  ClusterErrorTest(Server server) {
    this.server = server;
  }

  @Override
  protected TestDatabase newDatabase() {
    return new MySqlDatabase(server.get());
  }

  @Test
  void a_refused_statement_costs_neither_transaction_nor_connection() {
    Transaction outer = manager().begin();
    insert(1);
    assertThatThrownBy(() -> backend().execute(NOT_PREPARED))
        .isExactlyInstanceOf(DatabaseException.class);
    assertThat(status()).isEqualTo(TransactionStatus.ACTIVE);
    outer.commit();
    assertThat(ids()).containsExactly(1);
  }

  @Test
  void a_refused_statement_outside_a_transaction_surely_did_nothing() {
    assertThatThrownBy(() -> backend().execute(NOT_PREPARED))
        .isExactlyInstanceOf(DatabaseException.class);
  }

  @Test
  void an_error_during_commit_leaves_the_outcome_open() {
    assertThatThrownBy(() -> backend().execute(ERROR_DURING_COMMIT))
        .isInstanceOf(UnknownCommitOutcomeException.class)
        .hasCauseExactlyInstanceOf(DatabaseException.class);
  }

  @Test
  void an_error_during_commit_inside_a_transaction_dooms_it() {
    Transaction outer = manager().begin();
    insert(1);
    assertThatThrownBy(() -> backend().execute(ERROR_DURING_COMMIT))
        .isExactlyInstanceOf(DatabaseException.class);
    assertThatThrownBy(outer::commit).isInstanceOf(TransactionDoomedException.class);
    outer.rollback();
    assertThat(ids()).isEmpty();
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.nestrel.backend.Backend;
import io.nestrel.scripted.ScriptedDatabase;

/** Transactions on a database that is a script. */
abstract class ScriptedTransactions {
  static final TransactionOptions NEW =
      TransactionOptions.defaults().propagation(Propagation.REQUIRES_NEW);

  final ScriptedDatabase database = new ScriptedDatabase();
  final Backend backend = database.backend();
  final TransactionManager manager = backend.transactionManager();

  final void delete() {
    backend.execute("DELETE");
  }

  final void assertUsableAfterwards() {
    assertThat(manager.level()).isZero();
    assertThat(manager.status()).isEqualTo(TransactionStatus.NONE);
    assertThat(database.openConnections()).isZero();
    database.take();
    backend.transaction(this::delete);
    assertThat(database.take()).containsExactly("BEGIN", "DELETE", "COMMIT");
  }
}

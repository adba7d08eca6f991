// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.nestrel.error.ForEachStoppedException;
import io.nestrel.scripted.ScriptedDatabase;
import io.nestrel.transaction.TransactionStatus;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** Work in pieces on a database that is a script; nothing of it is left open. */
abstract class ScriptedForEach {
  static final ForEachOptions PAIRS = ForEachOptions.defaults().commitEvery(2);
  static final List<Integer> FIVE = List.of(1, 2, 3, 4, 5);

  final ScriptedDatabase database = new ScriptedDatabase();
  final Backend backend = database.backend();

  final void delete(int item) {
    backend.execute("DELETE " + item);
  }

  final ForEachStoppedException stopped(
      Iterable<Integer> items, ForEachOptions options, ForEachWork<Integer> work) {
    return catchThrowableOfType(
        ForEachStoppedException.class, () -> backend.forEach(items, options, work));
  }

  @AfterEach
  final void nothingIsLeftOpen() {
    assertThat(backend.transactionManager().status()).isEqualTo(TransactionStatus.NONE);
    assertThat(database.openConnections()).isZero();
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import io.nestrel.error.DatabaseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Transactions on a script, which are tried up to three times without a wait. */
abstract class RetriedTransactions extends ScriptedTransactions {
  static final RetryPolicy THREE =
      RetryPolicy.attempts(3)
          .waits(Duration.ZERO, Duration.ZERO)
          .when(failure -> failure instanceof DatabaseException);

  static final TransactionOptions RETRIED = TransactionOptions.defaults().retry(THREE);

  final List<String> calls = new ArrayList<>();
}

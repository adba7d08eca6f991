// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples.finance;

import java.util.List;

/** What is in the tracker's tables before an import. */
final class OpeningBalances {
  private OpeningBalances() {}

  /** Empties the tables and opens the accounts. */
  static void reset() {
    LedgerEntry.entries.query().deleteAll();
    ErrorLog.errors.query().deleteAll();
    BatchLog.batches.query().deleteAll();
    Account.accounts.query().deleteAll();
    Account.accounts.saveAll(
        List.of(
            new Account(1, "Checking", "200.00"),
            new Account(2, "Savings", "1500.00"),
            new Account(3, "Cash", "80.00")));
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples.finance;

/** What is in the tracker's tables before an import. */
final class OpeningBalances {
  private OpeningBalances() {}

  /** Empties the tables and opens the accounts. */
  static void reset() {
    LedgerEntry.entries.query().deleteAll();
    ErrorLog.errors.query().deleteAll();
    BatchLog.batches.query().deleteAll();
    Account.accounts.query().deleteAll();
    new Account(1, "Checking", "200.00").save();
    new Account(2, "Savings", "1500.00").save();
    new Account(3, "Cash", "80.00").save();
  }
}

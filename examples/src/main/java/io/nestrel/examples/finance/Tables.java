// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples.finance;

import io.nestrel.backend.Backend;
import java.util.List;

/** The tracker's tables, and what is in them before the first import. */
final class Tables {
  /** SQLite keeps decimals as text; the collation compares them as numbers. */
  private static final List<String> DEFINITIONS =
      List.of(
          """
          CREATE TABLE IF NOT EXISTS accounts (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL,
            balance TEXT COLLATE decimal NOT NULL CHECK (balance >= '0'))
          """,
          """
          CREATE TABLE IF NOT EXISTS batch_logs (
            id INTEGER PRIMARY KEY,
            started_at TEXT NOT NULL,
            completed_at TEXT,
            status TEXT NOT NULL,
            processed INTEGER NOT NULL,
            failed INTEGER NOT NULL)
          """,
          """
          CREATE TABLE IF NOT EXISTS ledger_entries (
            id INTEGER PRIMARY KEY,
            batch_id INTEGER NOT NULL REFERENCES batch_logs,
            account_id INTEGER NOT NULL REFERENCES accounts,
            amount TEXT COLLATE decimal NOT NULL,
            description TEXT NOT NULL)
          """,
          """
          CREATE TABLE IF NOT EXISTS error_logs (
            id INTEGER PRIMARY KEY,
            batch_id INTEGER NOT NULL REFERENCES batch_logs,
            account INTEGER NOT NULL,
            amount TEXT COLLATE decimal NOT NULL,
            description TEXT NOT NULL,
            message TEXT NOT NULL)
          """);

  private Tables() {}

  /** Creates the tables or empties them, and opens the accounts. */
  static void reset(Backend backend) {
    DEFINITIONS.forEach(backend::execute);
    LedgerEntry.entries.query().deleteAll();
    ErrorLog.errors.query().deleteAll();
    BatchLog.batches.query().deleteAll();
    Account.accounts.query().deleteAll();
    new Account(1, "Checking", "200.00").save();
    new Account(2, "Savings", "1500.00").save();
    new Account(3, "Cash", "80.00").save();
  }
}

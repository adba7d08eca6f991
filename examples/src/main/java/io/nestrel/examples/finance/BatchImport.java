// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples.finance;

import static io.nestrel.examples.finance.Account.accounts;

import io.nestrel.backend.Backend;

/** Posts pending transactions: each succeeds or fails alone, and all are committed together. */
final class BatchImport {
  private BatchImport() {}

  /**
   * Imports all rows in one transaction. A refused row leaves nothing but its line in the error
   * log; any other failure undoes the whole import.
   *
   * @return the batch with its counts
   */
  static BatchLog run(Backend backend, Iterable<PendingTransaction> rows, Report report) {
    return backend.transaction(
        () -> {
          BatchLog batch = new BatchLog().save();
          for (PendingTransaction row : rows) {
            try {
              Account account = backend.transaction(() -> post(batch, row));
              batch.countProcessed();
              report.processed(row, account);
            } catch (RefusedException e) {
              new ErrorLog(batch, row, e).save();
              batch.countFailed();
              report.failed(row, e);
            }
          }
          return batch.complete(backend.options().clock().instant()).save();
        });
  }

  /** The nested scope: when the account refuses, the entry in the ledger goes too. */
  private static Account post(BatchLog batch, PendingTransaction row) {
    Account account =
        accounts
            .find(row.account())
            .orElseThrow(
                () -> new RefusedException("Account %d not found".formatted(row.account())));
    new LedgerEntry(batch, row).save();
    return account.post(row.amount()).save();
  }
}

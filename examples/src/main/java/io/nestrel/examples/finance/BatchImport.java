// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples.finance;

import static io.nestrel.examples.finance.Account.accounts;

import io.nestrel.backend.Backend;
import io.nestrel.backend.ForEachOptions;
import io.nestrel.error.ForEachStoppedException;

/** Posts pending transactions: each succeeds or fails alone. */
final class BatchImport {
  private BatchImport() {}

  /**
   * Imports all rows in one transaction. A refused row leaves nothing but its line in the error
   * log; any other failure undoes the whole import.
   *
   * @return the batch with its counts
   * @throws ForEachStoppedException with any other failure as cause
   */
  static BatchLog run(Backend backend, Iterable<PendingTransaction> rows, Report report) {
    return backend.transaction(
        () -> {
          BatchLog batch = new BatchLog().save();
          importRows(backend, batch, rows, ForEachOptions.defaults(), report);
          return batch.complete(backend.options().clock().instant()).save();
        });
  }

  // tag::pieces[]
  /** Imports the rows that the batch has not yet, with a commit every so many rows. */
  static BatchLog runInPieces(
      Backend backend,
      BatchLog batch,
      Iterable<PendingTransaction> rows,
      int every,
      Report report) {
    ForEachOptions pieces =
        ForEachOptions.defaults()
            .commitEvery(every)
            .startAt(batch.processed() + batch.failed())
            .savePosition(position -> batch.save());
    importRows(backend, batch, rows, pieces, report);
    return batch.complete(backend.options().clock().instant()).save();
  }

  private static void importRows(
      Backend backend,
      BatchLog batch,
      Iterable<PendingTransaction> rows,
      ForEachOptions options,
      Report report) {
    backend.forEach(
        rows,
        options.continueIf(failure -> failure instanceof RefusedException),
        row -> report.processed(row, post(batch, row)),
        failure -> {
          RefusedException refusal = (RefusedException) failure.exception();
          new ErrorLog(batch, failure.item(), refusal).save();
          batch.countFailed();
          report.failed(failure.item(), refusal);
        });
  }

  // end::pieces[]

  /** The nested scope: when the account refuses, the entry in the ledger goes too. */
  private static Account post(BatchLog batch, PendingTransaction row) {
    Account account =
        accounts
            .find(row.account())
            .orElseThrow(
                () -> new RefusedException("Account %d not found".formatted(row.account())));
    new LedgerEntry(batch, row).save();
    account.post(row.amount()).save();
    batch.countProcessed();
    return account;
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples.finance;

import static io.nestrel.examples.finance.Account.accounts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.backend.Backend;
import io.nestrel.error.ForEachStoppedException;
import io.nestrel.error.StaleRecordException;
import io.nestrel.examples.ExampleDatabase;
import io.nestrel.examples.OnEveryDatabase;
import io.nestrel.examples.TestedDatabase;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@OnEveryDatabase
class BatchImportTest {
  private static final PendingTransaction TEA = row(1, "-5.00", "Tea");
  private static final PendingTransaction YACHT = row(1, "-500000.00", "Yacht");

  private final ExampleDatabase database;
  private final Backend backend;

  BatchImportTest(TestedDatabase tested, @TempDir Path folder) {
    database = ExampleDatabase.open(tested.newUrl(folder));
    backend = database.backend();
  }

  @BeforeEach
  void openAccounts() {
    database.createTables(FinanceTracker.class);
    OpeningBalances.reset();
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void aRefusedRowLeavesNothingInTheLedger() {
    BatchLog batch = BatchImport.run(backend, List.of(TEA, YACHT, TEA), Report.silent());
    assertThat(batch.processed()).isEqualTo(2);
    assertThat(batch.failed()).isEqualTo(1);
    assertThat(LedgerEntry.entries.count()).isEqualTo(2);
    assertThat(accounts.get(1).balance()).isEqualTo(new BigDecimal("190.00"));
  }

  @Test
  void aCaughtFailureOfTheOuterTransactionLeavesNothingAtAll() {
    List<PendingTransaction> rows = List.of(TEA, YACHT);
    assertThatThrownBy(
            () ->
                backend.transaction(
                    () -> {
                      BatchImport.run(backend, rows, Report.silent());
                      throw new IllegalStateException("after the import");
                    }))
        .hasMessage("after the import");
    assertThat(LedgerEntry.entries.count()).isZero();
    assertThat(ErrorLog.errors.count()).isZero();
    assertThat(BatchLog.batches.count()).isZero();
    assertThat(accounts.get(1).balance()).isEqualTo(new BigDecimal("200.00"));
  }

  @Test
  void twoImportsOfTheSameBatchDoNotPostARowTwice() {
    List<PendingTransaction> rows = List.of(TEA, YACHT, TEA);
    BatchLog first = new BatchLog().save();
    BatchLog second = BatchLog.batches.get(first.id());
    BatchImport.runInPieces(backend, first, rows, 2, Report.silent());
    assertThatThrownBy(() -> BatchImport.runInPieces(backend, second, rows, 2, Report.silent()))
        .isInstanceOf(ForEachStoppedException.class)
        .hasCauseInstanceOf(StaleRecordException.class);
    assertThat(LedgerEntry.entries.count()).isEqualTo(2);
    assertThat(ErrorLog.errors.count()).isEqualTo(1);
    assertThat(accounts.get(1).balance()).isEqualTo(new BigDecimal("190.00"));
    assertThat(second.processed() + second.failed()).isZero();
  }

  @Test
  void aRefusedAmountLeavesTheAccountInMemoryAsItWas() {
    Account account = accounts.get(1);
    assertThatThrownBy(() -> account.post(new BigDecimal("-200.01")))
        .isInstanceOf(RefusedException.class);
    assertThat(account.balance()).isEqualTo(new BigDecimal("200.00"));
    assertThat(account.isChanged()).isFalse();
    assertThat(account.post(new BigDecimal("-200.00")).balance()).isZero();
  }

  private static PendingTransaction row(long account, String amount, String description) {
    return new PendingTransaction(account, new BigDecimal(amount), description);
  }
}

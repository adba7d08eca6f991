// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples.finance;

import static io.nestrel.examples.finance.Account.accounts;
import static io.nestrel.examples.finance.BatchLog.batches;

import io.nestrel.backend.Backend;
import io.nestrel.error.ForEachStoppedException;
import io.nestrel.error.NestrelException;
import io.nestrel.error.SqlSyntaxException;
import java.io.IOException;
import java.io.PrintStream;

/**
 * Imports a CSV file of transactions into a database of its own and prints what became of them. A
 * file that cannot be read to its end changes no row; with {@code --commit-every} it keeps what was
 * committed before, and the next run goes on from there.
 */
public final class FinanceTracker {
  private FinanceTracker() {}

  public static void main(String[] args) {
    int status = run(args, System.out, System.err);
    if (status != 0) {
      System.exit(status);
    }
  }

  /**
   * Runs the program.
   *
   * @return the exit status: 0, 1 when not all was imported, 2 for wrong arguments
   */
  static int run(String[] args, PrintStream out, PrintStream err) {
    Arguments arguments;
    try {
      arguments = Arguments.parse(args);
    } catch (IllegalArgumentException e) {
      err.printf("FinanceTracker: %s (--help tells how)%n", e.getMessage());
      return 2;
    }
    if (arguments.help()) {
      out.println(Arguments.USAGE);
      return 0;
    }
    try {
      run(arguments, out);
      return 0;
    } catch (ForEachStoppedException e) {
      return stopped(err, e, arguments.commitEvery() > 0);
    } catch (SqlSyntaxException e) {
      return refused(err, e, ": is a table of another program there? Choose another database");
    } catch (TransactionFileException | NestrelException | IOException e) {
      return refused(err, e, "");
    }
  }

  private static int refused(PrintStream err, Throwable e, String advice) {
    err.printf("FinanceTracker: nothing was imported: %s%s%n", reason(e), advice);
    return 1;
  }

  private static int stopped(PrintStream err, ForEachStoppedException e, boolean inPieces) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    if (!inPieces) {
      return refused(err, cause, "");
    }
    err.printf(
        "FinanceTracker: %d rows are imported, and with --commit-every the next run goes on: %s%n",
        e.position(), reason(cause));
    return 1;
  }

  /** In one line. */
  private static String reason(Throwable e) {
    return String.valueOf(e.getMessage()).replaceAll("\\s*\\R\\s*", ", ");
  }

  private static void run(Arguments arguments, PrintStream out) throws IOException {
    StringBuilder lines = new StringBuilder();
    try (CsvSource source = CsvSource.open(arguments.file(), out);
        TransactionFile rows = new TransactionFile(source);
        Database database = Database.open(arguments.database())) {
      Report report = source.isLong() ? Report.silent() : Report.lines(lines);
      database.createTables();
      BatchLog batch;
      if (arguments.commitEvery() > 0) {
        database.keep();
        batch = runInPieces(database.backend(), rows, arguments.commitEvery(), report);
      } else {
        batch = run(database.backend(), rows, report);
        database.keep();
      }
      lines.append(totals(batch));
    }
    out.print(lines); // only now: what is printed has been committed
    out.println("Database: " + arguments.database());
  }

  /** Puts the accounts into their first state and imports the rows, all in one transaction. */
  static BatchLog run(Backend backend, Iterable<PendingTransaction> rows, Report report) {
    return backend.transaction(
        () -> {
          OpeningBalances.reset();
          return BatchImport.run(backend, rows, report);
        });
  }

  /** Imports the rows with a commit every so many; goes on with an import that has stopped. */
  static BatchLog runInPieces(
      Backend backend, Iterable<PendingTransaction> rows, int every, Report report) {
    BatchLog batch =
        batches
            .where("status = ?", BatchLog.Status.STARTED)
            .first()
            .orElseGet(
                () ->
                    backend.transaction(
                        () -> {
                          OpeningBalances.reset();
                          return new BatchLog().save();
                        }));
    return BatchImport.runInPieces(backend, batch, rows, every, report);
  }

  private static String totals(BatchLog batch) {
    StringBuilder totals = new StringBuilder();
    totals.append("%d processed, %d failed%n".formatted(batch.processed(), batch.failed()));
    for (Account account :
        accounts.where("id IN (SELECT account_id FROM ledger_entries)").orderBy("id").list()) {
      totals.append(
          "Account %d, %s: %s%n".formatted(account.id(), account.name(), account.balance()));
    }
    return totals.toString();
  }
}

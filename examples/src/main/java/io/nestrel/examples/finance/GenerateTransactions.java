// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples.finance;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * Writes a file of any length for the {@link FinanceTracker}, always the same for the same number
 * of rows. Every hundredth row is one that the tracker must refuse: an unknown account or too large
 * an amount, in turn.
 */
public final class GenerateTransactions {
  private static final int ACCOUNTS = 3;
  private static final String[] SHOPS = {"Bakery", "Bookshop", "Cinema", "Groceries", "Pharmacy"};

  private GenerateTransactions() {}

  public static void main(String[] args) throws IOException {
    int status = run(args, System.err);
    if (status != 0) {
      System.exit(status);
    }
  }

  static int run(String[] args, PrintStream err) throws IOException {
    if (args.length != 2 || !args[0].matches("\\d{1,9}")) {
      err.println("Usage: GenerateTransactions ROWS FILE");
      return 2;
    }
    write(Integer.parseInt(args[0]), Path.of(args[1]));
    return 0;
  }

  static void write(int rows, Path file) throws IOException {
    Random random = new Random(42);
    long[] earned = new long[ACCOUNTS]; // in cents; an account can always pay from these
    try (PrintWriter csv = new PrintWriter(Files.newBufferedWriter(file))) {
      csv.println("account,amount,description");
      for (int row = 1; row <= rows; row++) {
        int account = random.nextInt(ACCOUNTS);
        long cents = 1L + random.nextInt(20_000);
        if (row % 200 == 0) {
          line(csv, 900 + account, -cents, "Unknown account", row);
        } else if (row % 100 == 0) {
          line(csv, 1 + account, -1_000_000_000_00L, "Luxury item", row);
        } else if (earned[account] < cents) {
          earned[account] += cents;
          line(csv, 1 + account, cents, "Salary", row);
        } else {
          earned[account] -= cents;
          line(csv, 1 + account, -cents, SHOPS[random.nextInt(SHOPS.length)], row);
        }
      }
      if (csv.checkError()) {
        throw new IOException("%s could not be written".formatted(file));
      }
    }
  }

  private static void line(PrintWriter csv, int account, long cents, String what, int row) {
    csv.printf("%d,%s,%s %d%n", account, BigDecimal.valueOf(cents, 2), what, row);
  }
}

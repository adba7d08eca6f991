// SPDX-License-Identifier: Apache-2.0
package io.nestrel.benchmarks.startup;

import io.nestrel.Model;
import io.nestrel.backend.Backend;
import org.sqlite.SQLiteJDBCLoader;

/**
 * A small program on a SQLite file that is not there yet. It prints how many microseconds after the
 * beginning of {@code main} each step was done.
 */
final class StartupProgram {
  private StartupProgram() {}

  /** Runs it on the file that is the only argument. */
  public static void main(String[] args) throws Exception {
    long start = System.nanoTime();
    SQLiteJDBCLoader.initialize();
    done("the driver has unpacked and loaded its library", start);
    try (Backend backend = Backend.open("jdbc:sqlite:" + args[0])) {
      done("the backend is open", start);
      Model<StartupAccount> accounts = Model.of(StartupAccount.class);
      accounts.bind(backend);
      accounts.query();
      done("the model is read", start);
      backend.execute(
          "CREATE TABLE accounts (id INTEGER PRIMARY KEY, owner TEXT NOT NULL, cents INTEGER NOT NULL)");
      done("the table is there", start);
      accounts.all();
      done("the first query is answered", start);
      backend.transaction(() -> new StartupAccount("Alice").save());
      done("the first record is committed", start);
    }
  }

  private static void done(String step, long start) {
    System.out.println((System.nanoTime() - start) / 1_000 + "\t" + step);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples.funds;

import static io.nestrel.examples.ExampleDatabase.IN_MEMORY;

import io.nestrel.backend.Backend;
import io.nestrel.examples.ExampleDatabase;
import io.nestrel.transaction.Savepoint;
import io.nestrel.transaction.Transaction;
import java.util.ArrayList;
import java.util.List;

/**
 * Posts deposits and debits. A debit without funds is rolled back alone, anything unexpected rolls
 * the whole call back; each time the people in memory get back the balances that the table has.
 */
public final class Funds {
  /**
   * @param amount a whole number, if all is well
   */
  record Entry(Holder holder, String amount) {
    @Override
    public String toString() {
      return "%s %s".formatted(holder.name(), amount);
    }
  }

  private Funds() {}

  public static void main(String[] args) {
    try (ExampleDatabase database = ExampleDatabase.open(IN_MEMORY, args)) {
      database.createTables(Funds.class);
      Holder bob = new Holder("bob", 0).save();
      Holder sally = new Holder("sally", 100).save();
      run(database.backend(), bob, sally);
      report("At the end", bob, sally);
    }
  }

  private static void run(Backend backend, Holder bob, Holder sally) {
    try (Transaction all = backend.beginTransaction()) {
      List<Entry> entries =
          List.of(
              new Entry(bob, "+10"),
              new Entry(sally, "+10"),
              new Entry(bob, "+20"),
              new Entry(sally, "+10"),
              new Entry(bob, "-100"),
              new Entry(sally, "-100"));
      post(backend, entries).forEach(entry -> System.out.println("REFUSED " + entry));
      report("Posted", bob, sally);
      try {
        post(backend, List.of(new Entry(bob, "+5"), new Entry(sally, "a lot")));
      } catch (NumberFormatException e) {
        report("After an amount that is no number", bob, sally);
      }
      Savepoint posted = backend.transactionManager().savepoint();
      for (String bonus : List.of("+1", "+2", "+3")) {
        post(backend, List.of(new Entry(bob, bonus), new Entry(sally, bonus)));
        report("With a bonus of " + bonus, bob, sally);
        posted.rollback();
      }
      report("Without a bonus", bob, sally);
      all.rollback();
    }
  }

  /**
   * Posts entries, each in a scope of its own.
   *
   * @return those that were refused
   * @throws NumberFormatException if an amount is no number; then nothing has been posted
   */
  static List<Entry> post(Backend backend, List<Entry> entries) {
    return backend.transaction(
        () -> {
          List<Entry> refused = new ArrayList<>();
          for (Entry entry : entries) {
            try {
              backend.transaction(() -> post(entry.holder(), Long.parseLong(entry.amount())));
            } catch (OverdrawnException e) {
              refused.add(entry);
            }
          }
          return refused;
        });
  }

  /** What has been written by then goes with the scope if the holder turns out to be overdrawn. */
  private static void post(Holder holder, long amount) {
    new Posting(holder, amount).save();
    holder.add(amount);
    holder.save();
    if (holder.isOverdrawn()) {
      throw new OverdrawnException(holder);
    }
  }

  private static void report(String when, Holder... people) {
    StringBuilder line = new StringBuilder(when).append(':');
    for (Holder person : people) {
      line.append(" %s %d".formatted(person.name(), person.balance()));
    }
    System.out.println(line);
  }
}

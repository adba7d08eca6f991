// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples.checkpoint;

import static io.nestrel.examples.checkpoint.Parcel.State.LOADED;
import static io.nestrel.examples.checkpoint.Parcel.parcels;

import io.nestrel.backend.Backend;
import io.nestrel.examples.ExampleDatabase;
import io.nestrel.transaction.IsolationLevel;
import io.nestrel.transaction.Savepoint;
import io.nestrel.transaction.TransactionOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Loads all parcels into a van and, if that is too much, goes back to the checkpoint and loads the
 * express ones only. Meanwhile a colleague is at work: what they commit stays unseen, and the van
 * stays locked.
 */
public final class Checkpoint {
  private static final int PARCELS = 200;
  private static final int CAPACITY = 500;

  /**
   * What happened while the van was loaded.
   *
   * @param parcels as they are after it
   * @param problem of loading all of them; null if there was none
   * @param brought whether the colleague could bring a parcel meanwhile; on SQLite, where there is
   *     one writer at a time, they cannot
   * @param taken whether the colleague could take the van meanwhile
   * @param seen the number of parcels in the table as the transaction saw it at its end
   */
  record Result(
      List<Parcel> parcels, @Nullable String problem, boolean brought, boolean taken, long seen) {}

  private Checkpoint() {}

  /** Without {@code --url} on a temporary file: the colleague cannot reach one in memory. */
  public static void main(String[] args) throws IOException {
    Path file = Files.createTempFile("checkpoint", ".db");
    try (ExampleDatabase database = ExampleDatabase.open("jdbc:sqlite:" + file, args);
        Backend elsewhere = database.openElsewhere()) {
      database.createTables(Checkpoint.class);
      Van van = new Van(CAPACITY).save();
      fill(database.backend(), PARCELS);
      Result result = load(database.backend(), van, new Colleague(elsewhere));
      long loaded = result.parcels().stream().filter(parcel -> parcel.state() == LOADED).count();
      System.out.println("All parcels: " + result.problem());
      System.out.printf("From the checkpoint: %d loaded, %d wait%n", loaded, PARCELS - loaded);
      System.out.println("A new parcel meanwhile: " + (result.brought() ? "came" : "had to wait"));
      System.out.printf("Parcels seen: %d, then %d%n", PARCELS, result.seen());
      System.out.println("The van meanwhile: " + (result.taken() ? "taken" : "locked"));
    } finally {
      Files.delete(file);
    }
  }

  /** Every fifth parcel is express. */
  static void fill(Backend backend, int count) {
    backend.transaction(
        () -> {
          for (int i = 0; i < count; i++) {
            new Parcel(5, i % 5 == 0).save();
          }
        });
  }

  /**
   * Loads what the van carries.
   *
   * @throws OverloadedException if the express parcels are too much; then nothing has changed
   */
  static Result load(Backend backend, Van van, Colleague colleague) {
    return backend.transaction(
        TransactionOptions.defaults().isolation(IsolationLevel.REPEATABLE_READ),
        () -> {
          van.drivenBy("Bob").save(); // locks the row until the transaction ends
          List<Parcel> all = parcels.query().orderBy("id").list();
          Savepoint checkpoint = backend.transactionManager().savepoint("checkpoint");

          all.forEach(parcel -> parcel.load().save());
          boolean brought = colleague.brings(new Parcel(5, true));
          String problem = null;
          try {
            van.check(Parcel.loadedWeight());
          } catch (OverloadedException e) {
            problem = e.getMessage();
            checkpoint.rollback(); // all of them wait, in the list as in the table
            all.stream().filter(Parcel::isExpress).forEach(parcel -> parcel.load().save());
            van.check(Parcel.loadedWeight());
          }

          boolean taken = colleague.takes(van, "Carol");
          return new Result(all, problem, brought, taken, parcels.count());
        });
  }
}

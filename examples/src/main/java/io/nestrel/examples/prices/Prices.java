// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples.prices;

import static io.nestrel.examples.prices.Price.prices;

import io.nestrel.backend.Backend;
import io.nestrel.examples.ExampleDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs {@link Walk} and {@link Exercises} and prints the prices after each step. */
public final class Prices {
  private Prices() {}

  /** What each step left. */
  record Result(
      List<Price> walk,
      Price middle,
      Price recovered,
      List<Price> withoutDrinks,
      List<Price> withoutFood,
      Exercises.Released released) {}

  /**
   * Without {@code --url} on a temporary file: a database in memory has a single connection, and
   * the last exercise needs two.
   */
  public static void main(String[] args) throws IOException {
    Path file = Files.createTempFile("prices", ".db");
    try (ExampleDatabase database = ExampleDatabase.open("jdbc:sqlite:" + file, args)) {
      database.createTables(Prices.class);
      Result result = run(database.backend());
      System.out.println("Savepoint, rollback, release: " + result.walk());
      System.out.println("Back to the middle savepoint: " + result.middle());
      System.out.println("After an invalid value: " + result.recovered());
      System.out.println("Raised, without drinks: " + result.withoutDrinks());
      System.out.println("Raised, without food: " + result.withoutFood());
      System.out.println("Elsewhere before the commit: " + result.released().elsewhere());
      System.out.println("Elsewhere after the commit: " + result.released().afterCommit());
    } finally {
      Files.delete(file);
    }
  }

  /** Works on an empty table. */
  static Result run(Backend backend) {
    new Walk(backend).run();
    Exercises exercises = new Exercises(backend);
    return new Result(
        prices.query().orderBy("id").list(),
        exercises.backToTheMiddle(),
        exercises.recover(),
        exercises.undoOneCategory("drinks"),
        exercises.undoOneCategory("food"),
        exercises.release());
  }
}

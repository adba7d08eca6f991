// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import io.nestrel.backend.Backend;
import io.nestrel.backend.ForEachOptions;
import java.util.Iterator;
import java.util.stream.IntStream;

/**
 * A program that works through a long list in pieces and resumes where it was killed. It prints a
 * line for each item that it takes up and for each commit. Each fiftieth item fails after its row
 * was written.
 */
final class KilledProgram {
  static final int ITEMS = 2_000;
  static final int FAIL_EACH = 50;

  /** So large that all items together do not fit into the memory that the program gets. */
  private static final int BALLAST = 128 * 1024;

  static final String HEAP = "-Xmx64m";

  private record Item(int number, String ballast) {}

  private KilledProgram() {}

  static void createTables(Backend backend) {
    backend.execute("CREATE TABLE done (item INTEGER NOT NULL)");
    backend.execute("CREATE TABLE failed (item INTEGER NOT NULL)");
    backend.execute("CREATE TABLE place (position BIGINT NOT NULL)");
    backend.execute("INSERT INTO place (position) VALUES (0)");
  }

  /**
   * Runs to the end, unless it is killed.
   *
   * @param args the URL of the database, how many items a commit has, and after how many it waits
   *     for being killed
   */
  public static void main(String[] args) {
    try (Backend backend = Backend.open(args[0])) {
      run(backend, Integer.parseInt(args[1]), Integer.parseInt(args[2]));
    }
  }

  private static void run(Backend backend, int commitEvery, int most) {
    long start = backend.query("SELECT position FROM place", Long.class).get(0);
    long[] saved = {start};
    ForEachOptions options =
        ForEachOptions.defaults()
            .commitEvery(commitEvery)
            .startAt(start)
            .savePosition(position -> saved[0] = save(backend, saved[0], position))
            .onProgress(progress -> System.out.println("at " + progress.position()));
    backend.forEach(
        KilledProgram::items,
        options,
        item -> {
          System.out.println(item.number());
          if (item.number() > start + most) {
            System.in.read();
          }
          backend.execute("INSERT INTO done (item) VALUES (?)", item.number());
          if (item.number() % FAIL_EACH == 0) {
            throw new IllegalArgumentException("item " + item.number());
          }
        },
        failure ->
            backend.execute("INSERT INTO failed (item) VALUES (?)", failure.item().number()));
  }

  /**
   * Refuses when somebody else has moved it: the COMMIT of a run that was killed may still have
   * been on its way when this one read the position.
   */
  private static long save(Backend backend, long old, long position) {
    int moved = backend.execute("UPDATE place SET position = ? WHERE position = ?", position, old);
    if (moved != 1) {
      throw new IllegalStateException("the position is not %d any more".formatted(old));
    }
    return position;
  }

  private static Iterator<Item> items() {
    return IntStream.rangeClosed(1, ITEMS)
        .mapToObj(number -> new Item(number, "-".repeat(BALLAST)))
        .iterator();
  }
}

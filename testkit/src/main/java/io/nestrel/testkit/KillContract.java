// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.nestrel.backend.Backend;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * A program that works in pieces is killed (SIGKILL) at random moments and started again until it
 * comes to its end: every item is there exactly once, in a database that outlives the program.
 */
public abstract class KillContract {
  private static final int KILLS = 6;

  /** How many items a run does at most before it is killed. */
  private static final int MOST = KilledProgram.ITEMS / KILLS - 1;

  protected KillContract() {}

  /** An empty database, not in the memory of this program. */
  protected abstract TestDatabase newDatabase();

  @Test
  final void a_program_that_is_killed_again_and_again_does_every_item_exactly_once()
      throws IOException, InterruptedException {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    try (TestDatabase database = newDatabase();
        Backend backend = database.open()) {
      KilledProgram.createTables(backend);
      List<Long> positions = new ArrayList<>();
      for (int kill = 0; kill < KILLS; kill++) {
        int commitEvery = 1 + random.nextInt(64);
        String last = runUntil(database, commitEvery, MOST, 1 + random.nextInt(MOST));
        assertThat(last).as("output at the kill, seed %d", seed).isNotNull();
        positions.add(position(backend));
      }
      assertThat(runUntil(database, 50, KilledProgram.ITEMS, Integer.MAX_VALUE))
          .as("seed %d", seed)
          .isNull();
      System.out.printf(
          "%s: killed at positions %s, seed %d%n", backend.dialect().name(), positions, seed);
      assertThat(positions).as("seed %d", seed).isSorted();
      assertEachItemOnce(backend, "seed " + seed);
    }
  }

  @Test
  final void a_program_goes_through_more_items_than_its_memory_holds()
      throws IOException, InterruptedException {
    try (TestDatabase database = newDatabase();
        Backend backend = database.open()) {
      KilledProgram.createTables(backend);
      assertThat(runUntil(database, 50, KilledProgram.ITEMS, Integer.MAX_VALUE)).isNull();
      assertEachItemOnce(backend, "a run that was not killed");
    }
  }

  private static void assertEachItemOnce(Backend backend, String run) {
    assertThat(position(backend)).as(run).isEqualTo(KilledProgram.ITEMS);
    assertThat(backend.query("SELECT item FROM done ORDER BY item", Integer.class))
        .as(run)
        .isEqualTo(items(item -> item % KilledProgram.FAIL_EACH != 0));
    assertThat(backend.query("SELECT item FROM failed ORDER BY item", Integer.class))
        .as(run)
        .isEqualTo(items(item -> item % KilledProgram.FAIL_EACH == 0));
  }

  private static long position(Backend backend) {
    return backend.query("SELECT position FROM place", Long.class).get(0);
  }

  private static List<Integer> items(IntPredicate wanted) {
    return IntStream.rangeClosed(1, KilledProgram.ITEMS).filter(wanted).boxed().toList();
  }

  /**
   * Runs the program and kills it when it has printed so many lines.
   *
   * @return the last line; null if it came to its end before
   */
  private static @Nullable String runUntil(
      TestDatabase database, int commitEvery, int most, int lines)
      throws IOException, InterruptedException {
    Process program =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                KilledProgram.HEAP,
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                KilledProgram.class.getName(),
                database.url(),
                Integer.toString(commitEvery),
                Integer.toString(most))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader output = program.inputReader(StandardCharsets.UTF_8)) {
      String line = output.readLine();
      for (int read = 1; line != null && read < lines; read++) {
        line = output.readLine();
      }
      if (line == null) {
        assertThat(program.waitFor()).as("exit status of the program").isZero();
      }
      return line;
    } finally {
      program.destroyForcibly().waitFor();
    }
  }
}

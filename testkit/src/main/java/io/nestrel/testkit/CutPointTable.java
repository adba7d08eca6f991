// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import java.util.ArrayList;
import java.util.List;

/** Compares what was reported with what is there, and counts. Not thread-safe. */
final class CutPointTable {

  private int committed;
  private int failed;
  private int unknownCommitted;
  private int unknownLost;
  private int falseCommits;
  private int falseFailures;
  private int halfCommits;
  private final List<String> faults = new ArrayList<>();

  /**
   * Takes the result of one cut in.
   *
   * @param what tells where it was cut and what was reported, for the message
   * @param rows what the server holds
   */
  void add(Reported reported, CutPointProgram program, String rows, String what) {
    boolean all = rows.equals(program.all());
    boolean nothing = rows.equals(CutPointProgram.NOTHING);
    switch (reported) {
      case COMMITTED -> committed++;
      case FAILED -> failed++;
      case UNKNOWN -> {
        unknownCommitted += all ? 1 : 0;
        unknownLost += all ? 0 : 1;
      }
    }
    if (!all && !nothing) {
      halfCommits++;
    } else if (reported == Reported.COMMITTED && nothing) {
      falseCommits++;
    } else if (reported == Reported.FAILED && all) {
      falseFailures++;
    } else {
      return;
    }
    faults.add("%s: %s, but the server holds: %s".formatted(program, what, rows));
  }

  /** What a program was told of its unit of work. */
  enum Reported {
    COMMITTED,
    FAILED,
    UNKNOWN
  }

  int tried() {
    return committed + failed + unknown();
  }

  int failed() {
    return failed;
  }

  int unknown() {
    return unknownCommitted + unknownLost;
  }

  /** A line for each cut after which Nestrel did not tell the truth. */
  List<String> faults() {
    return faults;
  }

  @Override
  public String toString() {
    return "%d cut points tried: %d reported committed, %d reported failed, %d unknown (%d committed, %d not); false commits %d, false failures %d, half commits %d"
        .formatted(
            tried(),
            committed,
            failed,
            unknown(),
            unknownCommitted,
            unknownLost,
            falseCommits,
            falseFailures,
            halfCommits);
  }
}

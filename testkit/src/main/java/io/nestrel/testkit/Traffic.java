// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an operation has sent.
 *
 * @param sent the texts that the driver was given to run
 * @param prepared those that it was given to prepare
 * @param commands those of each round trip that there really was; null where there is no network
 */
record Traffic(List<String> sent, List<String> prepared, @Nullable List<List<String>> commands) {

  /** What drivers send to run a statement that is known. */
  private static final Set<String> ORDINARY =
      Set.of("Bind", "Describe", "Execute", "Sync", "COM_QUERY");

  private static final int LONGEST_CYCLE = 3;

  /** How often the client waited for the server. */
  int roundTrips() {
    return commands == null ? sent.size() : commands.size();
  }

  /** The statements, in order; those of one round trip are joined by a plus. */
  String summary() {
    List<String> parts = new ArrayList<>(List.of(counted(summaries(sent))));
    if (!prepared.isEmpty()) {
      parts.add("prepared: " + counted(summaries(prepared)));
    }
    List<String> others =
        commands == null
            ? List.of()
            : commands.stream()
                .flatMap(List::stream)
                .filter(command -> !ORDINARY.contains(command))
                .toList();
    if (!others.isEmpty()) {
      parts.add("and: " + counted(others));
    }
    return String.join("; ", parts);
  }

  private static List<String> summaries(List<String> texts) {
    return texts.stream().map(text -> new SentText(text).summary()).toList();
  }

  /** What comes several times in a row is named once. */
  private static String counted(List<String> items) {
    List<String> runs = new ArrayList<>();
    int next = 0;
    while (next < items.size()) {
      List<String> rest = items.subList(next, items.size());
      int length = 1;
      for (int longer = 2; longer <= LONGEST_CYCLE; longer++) {
        if (repeats(rest, longer) > 1 && repeats(rest, longer) * longer > repeats(rest, length)) {
          length = longer;
        }
      }
      int times = repeats(rest, length);
      String cycle = String.join(", ", rest.subList(0, length));
      runs.add(times == 1 ? cycle : times + " x " + (length == 1 ? cycle : "(" + cycle + ")"));
      next += times * length;
    }
    return runs.isEmpty() ? "nothing" : String.join(", ", runs);
  }

  /** How often the first so many come one after the other; 1 if there are no more. */
  private static int repeats(List<String> items, int length) {
    int end = length;
    while (end < items.size() && items.get(end).equals(items.get(end - length))) {
      end++;
    }
    return Math.max(1, end / length);
  }
}

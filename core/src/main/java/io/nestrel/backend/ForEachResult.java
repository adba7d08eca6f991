// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend;

import io.nestrel.error.ForEachFailedException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of the items of {@link Backend#forEach}. Immutable.
 *
 * @param processed how many items this run has gone through, failed ones included; not those that
 *     were skipped
 * @param failures those that were rolled back, in the order of the items
 * @param position how many items, counted from the first one and failed ones included, are
 *     confirmed: the server has answered the real COMMIT. Inside a transaction nothing is confirmed
 *     before that commits, so it is where the run started
 */
public record ForEachResult<E extends @Nullable Object>(
    long processed, List<ForEachFailure<E>> failures, long position) {

  public ForEachResult {
    failures = List.copyOf(failures);
  }

  /** How many items were not rolled back. */
  public long succeeded() {
    return processed - failures.size();
  }

  /**
   * For callers to whom one failed item is one too many. What was committed stays so; inside a
   * transaction that the exception leaves, all is rolled back.
   *
   * @throws ForEachFailedException if an item has failed
   */
  public void throwIfFailed() {
    if (failures.isEmpty()) {
      return;
    }
    ForEachFailedException failed =
        new ForEachFailedException(
            "%d of %d items have failed and were rolled back, each alone. First failure: %s"
                .formatted(failures.size(), processed, failures.get(0)),
            failures.get(0).exception());
    failures.stream().skip(1).map(ForEachFailure::exception).forEach(failed::addSuppressed);
    throw failed;
  }

  @Override
  public String toString() {
    String first = failures.isEmpty() ? "" : ", first failure: " + failures.get(0);
    return "%d processed, %d succeeded, %d failed, position %d%s"
        .formatted(processed, succeeded(), failures.size(), position, first);
  }
}

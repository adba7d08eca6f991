// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A scope of the model. It starts where its outer one started, if nothing was sent in between. Not
 * thread-safe.
 */
final class ModelScope {
  /** The rows when it began. */
  final SortedMap<Integer, String> before;

  final int counterBefore;
  private final @Nullable ModelScope sharesWith;

  /** Whether a statement has been sent since its start; kept by the one that others share. */
  private boolean touched;

  ModelScope(
      SortedMap<Integer, String> before, int counterBefore, @Nullable ModelScope sharesWith) {
    this.before = before;
    this.counterBefore = counterBefore;
    this.sharesWith = sharesWith;
  }

  ModelScope start() {
    return sharesWith == null ? this : sharesWith.start();
  }

  boolean isTouched() {
    return start().touched;
  }

  void touch(boolean now) {
    start().touched = now;
  }
}

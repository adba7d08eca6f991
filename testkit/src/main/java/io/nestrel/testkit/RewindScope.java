// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import java.util.ArrayList;
import java.util.List;

/** A scope of the model of rewinding. Compared by identity, as are its savepoints. */
final class RewindScope {
  /** The world when it began. */
  final RewindWorld before;

  /** Oldest first. */
  final List<Point> active = new ArrayList<>();

  RewindScope(RewindWorld before) {
    this.before = before;
  }

  /** A savepoint; empty names stand for automatic ones. */
  static final class Point {
    final RewindWorld before;
    final String name;

    Point(RewindWorld before, String name) {
      this.before = before;
      this.name = name;
    }
  }
}

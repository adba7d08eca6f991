// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Items of a run that follow each other.
 *
 * @param index of the first one
 */
record Stretch<E extends @Nullable Object>(List<E> items, long index) {

  static <E extends @Nullable Object> Stretch<E> none() {
    return new Stretch<>(List.of(), 0);
  }

  Stretch<E> part(int from, int to) {
    return new Stretch<>(items.subList(from, to), index + from);
  }

  /** What comes after so many. */
  Stretch<E> after(int number) {
    return part(number, items.size());
  }
}

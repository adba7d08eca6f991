// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend;

import org.jspecify.annotations.Nullable;

/** What is done with one item of {@link Backend#forEach}, in a nested scope of its own. */
@FunctionalInterface
public interface ForEachWork<E extends @Nullable Object> {
  /**
   * Does what is to be done with the item.
   *
   * @throws Exception to have this item rolled back and reported; the others go on
   */
  void run(E item) throws Exception;
}

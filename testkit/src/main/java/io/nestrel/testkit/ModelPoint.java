// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import java.util.Locale;
import java.util.SortedMap;

/**
 * A savepoint of the model.
 *
 * @param number distinguishes it from every other
 * @param before the rows when it was taken
 */
record ModelPoint(
    ModelScope scope, String name, int number, boolean ofScope, SortedMap<Integer, String> before) {

  boolean hasName(String other) {
    return fold(name).equals(fold(other));
  }

  private static String fold(String name) {
    return name.toLowerCase(Locale.ROOT).replace('\u00e4', 'a');
  }
}

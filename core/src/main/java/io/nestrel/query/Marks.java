// SPDX-License-Identifier: Apache-2.0
package io.nestrel.query;

import io.nestrel.mapping.MappedColumn;
import io.nestrel.mapping.Mapping;
import java.util.Set;
import java.util.UUID;

/** Which columns tell rows apart: those whose values come back from a database as they were. */
final class Marks {
  private static final Set<Class<?>> EXACT =
      Set.of(
          String.class,
          UUID.class,
          long.class,
          Long.class,
          int.class,
          Integer.class,
          short.class,
          Short.class,
          boolean.class,
          Boolean.class);

  private Marks() {}

  /** What saving itself sets is the same in all rows, so it tells nothing. */
  static boolean isMark(Mapping<?> mapping, MappedColumn column) {
    return (EXACT.contains(column.type()) || column.type().isEnum())
        && !column.ownAdapter()
        && !column.equals(mapping.version());
  }
}

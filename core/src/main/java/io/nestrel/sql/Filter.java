// SPDX-License-Identifier: Apache-2.0
package io.nestrel.sql;

import java.util.List;

/**
 * Which rows, in which order.
 *
 * @param conditions SQL text of the application's, with {@code ?} placeholders; joined by AND
 * @param limit the number of rows at most; {@link #ALL} for no limit
 * @param offset the number of rows left out first
 */
public record Filter(List<String> conditions, List<Ordering> order, int limit, int offset) {
  /** No limit. */
  public static final int ALL = -1;

  /** Every row of the table. */
  public static final Filter NONE = new Filter(List.of(), List.of(), ALL, 0);

  public Filter {
    conditions = List.copyOf(conditions);
    order = List.copyOf(order);
  }

  /** Whether the filter names a number of rows, not only conditions. */
  public boolean isBounded() {
    return limit != ALL || offset > 0;
  }
}

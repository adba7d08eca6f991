// SPDX-License-Identifier: Apache-2.0
package io.nestrel.dialect;

import io.nestrel.sql.Filter;

/** How a database is asked for a number of rows. */
@FunctionalInterface
public interface LimitClause {

  /** ISO/IEC 9075-2, 7.17: OFFSET … ROWS FETCH FIRST … ROWS ONLY. */
  LimitClause FETCH_FIRST =
      (limit, offset) ->
          (offset > 0 ? " OFFSET " + offset + " ROWS" : "")
              + (limit == Filter.ALL ? "" : " FETCH FIRST " + limit + " ROWS ONLY");

  /** LIMIT … OFFSET …, where an offset alone needs a limit that means all. */
  LimitClause LIMIT_OFFSET =
      (limit, offset) -> " LIMIT " + limit + (offset > 0 ? " OFFSET " + offset : "");

  /**
   * The clause, with a space before it.
   *
   * @param limit at most so many rows; {@link Filter#ALL} for all
   */
  String render(int limit, int offset);
}

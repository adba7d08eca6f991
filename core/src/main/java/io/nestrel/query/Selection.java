// SPDX-License-Identifier: Apache-2.0
package io.nestrel.query;

import io.nestrel.error.ValidationException;
import io.nestrel.mapping.RowCodec;
import io.nestrel.sql.Filter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which rows a query asks for.
 *
 * @param conditions SQL text, joined by AND
 * @param parameters the values of its placeholders
 * @param limit the number of rows at most; {@link Filter#ALL} for no limit
 * @param offset the number of rows left out first
 * @param locked whether the transaction locks those that it reads
 */
record Selection(
    List<String> conditions,
    List<@Nullable Object> parameters,
    List<OrderTerm> order,
    int limit,
    int offset,
    boolean locked) {
  /** All rows. */
  static final Selection ALL = new Selection(List.of(), List.of(), List.of(), Filter.ALL, 0, false);

  Selection where(String condition, List<@Nullable Object> values) {
    return new Selection(
        joined(conditions, List.of(condition)),
        joined(parameters, values),
        order,
        limit,
        offset,
        locked);
  }

  Selection orderBy(List<OrderTerm> terms) {
    return new Selection(conditions, parameters, joined(order, terms), limit, offset, locked);
  }

  Selection limit(int rows) {
    return new Selection(conditions, parameters, order, notNegative("limit", rows), offset, locked);
  }

  Selection offset(int rows) {
    return new Selection(conditions, parameters, order, limit, notNegative("offset", rows), locked);
  }

  Selection forUpdate() {
    return new Selection(conditions, parameters, order, limit, offset, true);
  }

  /** Only the first rows of these, in this order. */
  Selection first(int rows, List<OrderTerm> terms) {
    return new Selection(conditions, parameters, terms, rows, offset, locked);
  }

  Filter filter(RowCodec<?> codec) {
    return new Filter(
        conditions, order.stream().map(term -> term.on(codec)).toList(), limit, offset);
  }

  private static int notNegative(String what, int rows) {
    if (rows < 0) {
      throw new ValidationException("%s(%d): give 0 or more".formatted(what, rows));
    }
    return rows;
  }

  static <E extends @Nullable Object> List<E> joined(List<E> first, List<E> second) {
    List<E> all = new ArrayList<>(first);
    all.addAll(second);
    return Collections.unmodifiableList(all);
  }
}

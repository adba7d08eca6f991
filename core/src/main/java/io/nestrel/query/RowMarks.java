// SPDX-License-Identifier: Apache-2.0
package io.nestrel.query;

import io.nestrel.mapping.MappedColumn;
import io.nestrel.mapping.Mapping;
import io.nestrel.mapping.RowCodec;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Finds what tells the rows of a mapping apart: columns whose values come back from a database as
 * they were. Mostly one of them differs in all rows; it is tried first the next time. Thread-safe.
 */
final class RowMarks<T> {
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

  private final Mapping<T> mapping;
  private final RowCodec<T> codec;
  private final List<MappedColumn> columns;

  /** The one that told rows apart the last time. */
  private volatile @Nullable MappedColumn usual;

  RowMarks(Mapping<T> mapping, RowCodec<T> codec) {
    this.mapping = mapping;
    this.codec = codec;
    this.columns =
        mapping.columns().stream()
            .filter(c -> !c.equals(mapping.id()) && isExact(c) && !c.equals(mapping.version()))
            .toList();
  }

  private static boolean isExact(MappedColumn column) {
    return (EXACT.contains(column.type()) || column.type().isEnum()) && !column.ownAdapter();
  }

  /** The marks of rows without ids; null if they cannot be told apart, and it would matter. */
  @Nullable MarkedRows<T> of(NewRows<T> rows) {
    MappedColumn last = usual;
    if (last != null && differs(rows, last)) {
      return marked(rows, List.of(last));
    }
    for (MappedColumn column : columns) {
      if (!column.equals(last) && differs(rows, column)) {
        usual = column;
        return marked(rows, List.of(column));
      }
    }
    return isKnowable(rows) ? marked(rows, columns) : null;
  }

  /** The ids that the application has given; null if they may come back changed. */
  @Nullable MarkedRows<T> byId(NewRows<T> rows) {
    return isExact(mapping.id()) ? marked(rows, List.of(mapping.id())) : null;
  }

  /** Whether two rows are the same, as far as their values come back as they were. */
  boolean alike(T first, T second) {
    return columns.stream()
        .allMatch(c -> Objects.equals(mapping.get(first, c), mapping.get(second, c)));
  }

  private MarkedRows<T> marked(NewRows<T> rows, List<MappedColumn> by) {
    return new MarkedRows<>(mapping, codec, by, rows.records());
  }

  private boolean differs(NewRows<T> rows, MappedColumn column) {
    Set<@Nullable Object> seen = new HashSet<>(rows.size() * 2);
    for (int i = 0; i < rows.size(); i++) {
      if (!seen.add(mapping.get(rows.records().get(i), column))) {
        return false;
      }
    }
    return true;
  }

  /** Records of the same marks may change places only if they are alike in all else. */
  private boolean isKnowable(NewRows<T> rows) {
    if (rows.columns().stream().allMatch(c -> columns.contains(c) || isStamped(c, rows))) {
      return true;
    }
    Set<List<@Nullable Object>> seen = new HashSet<>(rows.size() * 2);
    for (T record : rows.records()) {
      @Nullable Object[] values = new @Nullable Object[columns.size()];
      Arrays.setAll(values, c -> mapping.get(record, columns.get(c)));
      if (!seen.add(Arrays.asList(values))) {
        return false;
      }
    }
    return true;
  }

  /** What saving itself sets is the same in all rows. */
  private static boolean isStamped(MappedColumn column, NewRows<?> rows) {
    return rows.stamps().stream().allMatch(s -> s.get(column) != null);
  }
}

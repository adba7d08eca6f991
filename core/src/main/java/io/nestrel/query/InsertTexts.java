// SPDX-License-Identifier: Apache-2.0
package io.nestrel.query;

import io.nestrel.backend.Statements;
import io.nestrel.mapping.MappedColumn;
import io.nestrel.mapping.Mapping;
import io.nestrel.sql.SqlTree;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The texts by which rows of one table are inserted together, each rendered once. Thread-safe. */
final class InsertTexts {
  private final Mapping<?> mapping;
  private final Statements statements;
  private final Map<Insert, String> inserts = new ConcurrentHashMap<>();

  private record Insert(int rows, int columns, boolean leavingOut, List<MappedColumn> marks) {}

  InsertTexts(Mapping<?> mapping, Statements statements) {
    this.mapping = mapping;
    this.statements = statements;
  }

  /**
   * An INSERT.
   *
   * @param marked what it gives back of the rows; null if nothing
   */
  String insert(NewRows<?> rows, boolean leavingOut, @Nullable MarkedRows<?> marked) {
    Insert insert =
        new Insert(
            rows.rendered(),
            rows.columns().size(),
            leavingOut,
            marked == null ? List.of() : marked.columns());
    String known = inserts.get(insert);
    return known == null
        ? inserts.computeIfAbsent(insert, i -> render(rows, leavingOut, marked))
        : known;
  }

  private String render(NewRows<?> rows, boolean leavingOut, @Nullable MarkedRows<?> marked) {
    return statements.render(
        new SqlTree.InsertMany(
            mapping.table(),
            RecordTexts.names(rows.columns()),
            rows.rendered(),
            leavingOut,
            marked == null ? List.of() : marked.returned()));
  }
}

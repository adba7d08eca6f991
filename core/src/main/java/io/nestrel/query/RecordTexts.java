// SPDX-License-Identifier: Apache-2.0
package io.nestrel.query;

import io.nestrel.backend.Statements;
import io.nestrel.mapping.MappedColumn;
import io.nestrel.mapping.Mapping;
import io.nestrel.sql.SqlTree;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The texts by which single records are written and found, each rendered once. Thread-safe. */
final class RecordTexts {
  /** More sets of changed columns than an application mostly has. */
  private static final int MAX_UPDATES = 256;

  private final Mapping<?> mapping;
  private final Statements statements;
  private final List<MappedColumn> keys;
  private final String find;
  private final String delete;
  private final String insertWithId;
  private final String insertWithoutId;
  private final Map<List<MappedColumn>, String> updates = new ConcurrentHashMap<>();

  /**
   * @param withoutId all columns but the id
   * @param keys what a row must have so that it is the one that was stored
   */
  RecordTexts(
      Mapping<?> mapping,
      Statements statements,
      List<MappedColumn> withoutId,
      List<MappedColumn> keys) {
    this.mapping = mapping;
    this.statements = statements;
    this.keys = keys;
    List<String> id = List.of(mapping.id().name());
    List<String> all = names(mapping.columns());
    this.find = statements.render(new SqlTree.Find(mapping.table(), all, id));
    this.delete = statements.render(new SqlTree.Delete(mapping.table(), names(keys)));
    this.insertWithId = statements.render(new SqlTree.Insert(mapping.table(), all, List.of()));
    this.insertWithoutId =
        statements.render(new SqlTree.Insert(mapping.table(), names(withoutId), id));
  }

  String find() {
    return find;
  }

  String delete() {
    return delete;
  }

  String insertWithId() {
    return insertWithId;
  }

  /** Gives the id back. */
  String insertWithoutId() {
    return insertWithoutId;
  }

  String update(List<MappedColumn> columns) {
    String known = updates.get(columns);
    if (known != null) {
      return known;
    }
    if (updates.size() >= MAX_UPDATES) {
      updates.clear(); // those in use are soon back
    }
    return updates.computeIfAbsent(List.copyOf(columns), this::render);
  }

  private String render(List<MappedColumn> columns) {
    return statements.render(new SqlTree.Update(mapping.table(), names(columns), names(keys)));
  }

  static List<String> names(List<MappedColumn> columns) {
    return columns.stream().map(MappedColumn::name).toList();
  }
}

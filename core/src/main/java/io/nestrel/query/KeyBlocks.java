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

/** Finds the keys of rows that one INSERT has made as a block, of which the first is known. */
final class KeyBlocks<T> {
  private final Mapping<T> mapping;
  private final Statements statements;
  private final Map<List<MappedColumn>, String> texts = new ConcurrentHashMap<>();

  KeyBlocks(Mapping<T> mapping, Statements statements) {
    this.mapping = mapping;
    this.statements = statements;
  }

  /** The ids of the rows, as {@link MarkedRows#readIds}. */
  List<@Nullable Object> ids(MarkedRows<T> marked, long first) {
    return statements.query(
        texts.computeIfAbsent(marked.columns(), this::render),
        statement -> {
          statement.setLong(1, first);
          statement.setLong(2, first);
          statement.setInt(3, marked.records().size() - 1);
          statement.setLong(4, first);
        },
        marked::readIds);
  }

  private String render(List<MappedColumn> columns) {
    return statements.render(
        new SqlTree.KeyBlock(mapping.table(), mapping.id().name(), RecordTexts.names(columns)));
  }
}

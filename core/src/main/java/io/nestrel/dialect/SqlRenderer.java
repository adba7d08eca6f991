// SPDX-License-Identifier: Apache-2.0
package io.nestrel.dialect;

import io.nestrel.sql.Filter;
import io.nestrel.sql.Ordering;
import io.nestrel.sql.SqlTree;
import io.nestrel.sql.SqlTree.Projection;
import io.nestrel.sql.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Trees to text, in the standard's grammar, with a dialect's quotes and limit clause. */
final class SqlRenderer {
  /** MySQL's variable; no other database has {@link Feature#KEY_BLOCKS}. */
  private static final String KEY_STEP = "@@auto_increment_increment";

  private final UnaryOperator<String> quote;
  private final LimitClause limitClause;
  private final String emptyRow;
  private final boolean returns;

  /**
   * @param emptyRow an INSERT's end for a row of nothing but defaults
   * @param returns whether INSERT has a RETURNING clause; without one, JDBC gives the keys
   */
  SqlRenderer(
      UnaryOperator<String> quote, LimitClause limitClause, String emptyRow, boolean returns) {
    this.quote = quote;
    this.limitClause = limitClause;
    this.emptyRow = emptyRow;
    this.returns = returns;
  }

  // A switch with patterns needs Java 21.
  String render(SqlTree tree) {
    if (tree instanceof SqlTree.Select select) {
      return select(select);
    } else if (tree instanceof SqlTree.Find find) {
      return "SELECT %s FROM %s WHERE %s"
          .formatted(names(find.columns()), table(find.table()), equations(find.keys(), " AND "));
    } else if (tree instanceof SqlTree.Insert insert) {
      return insert(insert);
    } else if (tree instanceof SqlTree.InsertMany many) {
      return insertMany(many);
    } else if (tree instanceof SqlTree.LargestKey largest) {
      return "SELECT MAX(%s) FROM %s"
          .formatted(quote.apply(largest.idColumn()), table(largest.table()));
    } else if (tree instanceof SqlTree.RowsAfter after) {
      return rowsAfter(after);
    } else if (tree instanceof SqlTree.KeyBlock block) {
      return keyBlock(block);
    } else if (tree instanceof SqlTree.Update update) {
      return "UPDATE %s SET %s WHERE %s"
          .formatted(
              table(update.table()),
              equations(update.columns(), ", "),
              equations(update.keys(), " AND "));
    } else if (tree instanceof SqlTree.Delete delete) {
      return "DELETE FROM %s WHERE %s"
          .formatted(table(delete.table()), equations(delete.keys(), " AND "));
    } else if (tree instanceof SqlTree.UpdateAll all) {
      return "UPDATE "
          + table(all.table())
          + " SET "
          + all.assignments()
          + rows(all.table(), all.idColumn(), all.filter());
    } else if (tree instanceof SqlTree.DeleteAll all) {
      return "DELETE FROM " + table(all.table()) + rows(all.table(), all.idColumn(), all.filter());
    }
    throw new IllegalArgumentException(tree.getClass().getName());
  }

  private String select(SqlTree.Select select) {
    Filter filter = select.filter();
    boolean count = select.projection() == Projection.COUNT;
    if (count && filter.isBounded()) {
      return "SELECT COUNT(*) FROM (" + rowsOf("1", select.table(), filter) + ") AS counted";
    }
    String what =
        switch (select.projection()) {
          case COLUMNS, LOCKED_COLUMNS -> names(select.columns());
          case COUNT -> "COUNT(*)";
          case EXISTENCE -> "1";
        };
    String lock = select.projection() == Projection.LOCKED_COLUMNS ? " FOR UPDATE" : "";
    return rowsOf(what, select.table(), filter) + lock;
  }

  private String rowsOf(String what, TableName table, Filter filter) {
    return "SELECT " + what + " FROM " + table(table) + where(filter) + tail(filter);
  }

  private String insert(SqlTree.Insert insert) {
    if (!insert.columns().isEmpty()) {
      return insertMany(
          new SqlTree.InsertMany(insert.table(), insert.columns(), 1, false, insert.returning()));
    }
    return "INSERT INTO " + table(insert.table()) + " " + emptyRow + returning(insert.returning());
  }

  private String insertMany(SqlTree.InsertMany insert) {
    String row = "(" + "?, ".repeat(insert.columns().size() - 1) + "?)";
    return "INSERT INTO %s (%s) %s%s%s"
        .formatted(
            table(insert.table()),
            names(insert.columns()),
            insert.rows() == SqlTree.InsertMany.ANY_NUMBER
                ? "SELECT * FROM unnest" + row
                : "VALUES " + row + (", " + row).repeat(insert.rows() - 1),
            insert.leavingOut() ? " ON CONFLICT DO NOTHING" : "",
            returning(insert.returning()));
  }

  private String rowsAfter(SqlTree.RowsAfter after) {
    String id = quote.apply(after.idColumn());
    String column = quote.apply(after.column());
    return "SELECT COUNT(*), MIN(%1$s), MAX(%1$s), GROUP_CONCAT(%2$s, ?) FROM (SELECT %1$s, %2$s FROM %3$s WHERE %1$s > ? ORDER BY %1$s)"
        .formatted(id, column, table(after.table()));
  }

  private String keyBlock(SqlTree.KeyBlock block) {
    List<String> columns = new ArrayList<>(block.columns());
    columns.add(0, block.idColumn());
    return "SELECT %1$s FROM %2$s WHERE %3$s >= ? AND %3$s <= ? + ? * %4$s AND (%3$s - ?) %% %4$s = 0 ORDER BY %3$s"
        .formatted(names(columns), table(block.table()), quote.apply(block.idColumn()), KEY_STEP);
  }

  private String returning(List<String> columns) {
    return columns.isEmpty() || !returns ? "" : " RETURNING " + names(columns);
  }

  /**
   * Which rows to change: by their ids where the filter bounds their number. The query for the ids
   * is a table of its own, because MySQL allows neither LIMIT nor the changed table inside IN.
   */
  private String rows(TableName table, String idColumn, Filter filter) {
    String id = quote.apply(idColumn);
    return filter.isBounded()
        ? " WHERE %s IN (SELECT %s FROM (%s) AS bounded)"
            .formatted(id, id, rowsOf(id, table, filter))
        : where(filter);
  }

  private static String where(Filter filter) {
    List<String> conditions = filter.conditions();
    if (conditions.isEmpty()) {
      return "";
    }
    return conditions.stream().collect(Collectors.joining(") AND (", " WHERE (", ")"));
  }

  private String tail(Filter filter) {
    String order =
        filter.order().isEmpty()
            ? ""
            : filter.order().stream()
                .map(this::term)
                .collect(Collectors.joining(", ", " ORDER BY ", ""));
    return filter.isBounded() ? order + limitClause.render(filter.limit(), filter.offset()) : order;
  }

  private String term(Ordering ordering) {
    String collation = ordering.collation() == null ? "" : " COLLATE " + ordering.collation();
    return quote.apply(ordering.column()) + collation + (ordering.descending() ? " DESC" : "");
  }

  private String table(TableName table) {
    return table.quoted(quote);
  }

  private String names(List<String> columns) {
    return columns.stream().map(quote).collect(Collectors.joining(", "));
  }

  private String equations(List<String> columns, String separator) {
    return columns.stream()
        .map(column -> quote.apply(column) + " = ?")
        .collect(Collectors.joining(separator));
  }
}

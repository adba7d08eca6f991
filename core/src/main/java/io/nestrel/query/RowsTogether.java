// SPDX-License-Identifier: Apache-2.0
package io.nestrel.query;

import io.nestrel.backend.Statements;
import io.nestrel.mapping.MappedColumn;
import io.nestrel.mapping.Mapping;
import io.nestrel.mapping.RowCodec;
import io.nestrel.sql.SqlTree;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Inserts several rows at once. Where INSERT returns rows it is one statement for up to {@link
 * #MOST_ROWS}, and because no database promises the order of what it returns, each row says by its
 * values which record it is; else it is a batch of the driver's, which tells the key of each row.
 * The number of rows of a statement is a power of two, so that there are few texts. Thread-safe.
 */
final class RowsTogether<T> {
  private static final Logger log = LoggerFactory.getLogger(RecordStore.class);

  /** More make hardly anything faster, and cost more when one of them fails. */
  private static final int MOST_ROWS = 128;

  private static final int MOST_PARAMETERS = 1_024;

  private final RecordStore<T> store;
  private final Mapping<T> mapping;
  private final Statements statements;
  private final RowCodec<T> codec;
  private final Stamps<T> stamps;
  private final List<MappedColumn> withoutId;

  /** By which a row that comes back is known. */
  private final List<MappedColumn> marks;

  private final Map<Integer, String> textsWithId = new ConcurrentHashMap<>();
  private final Map<Integer, String> textsWithoutId = new ConcurrentHashMap<>();

  /** Whether rows came back with other values than were sent, so that it is of no use to try. */
  private volatile boolean unknowable;

  RowsTogether(
      RecordStore<T> store,
      Mapping<T> mapping,
      Statements statements,
      Stamps<T> stamps,
      List<MappedColumn> withoutId) {
    this.store = store;
    this.mapping = mapping;
    this.statements = statements;
    this.codec = store.codec();
    this.stamps = stamps;
    this.withoutId = withoutId;
    this.marks = withoutId.stream().filter(c -> Marks.isMark(mapping, c)).toList();
  }

  /**
   * Inserts records, all with an id or all without. To be called in a scope that is rolled back if
   * it throws.
   *
   * @throws RowsNotKnownException if it cannot be told which row is which record's
   */
  void insert(List<T> records) {
    Instant now = stamps.now();
    List<Stamps.Values> values = new ArrayList<>(records.size());
    records.forEach(record -> values.add(stamps.forInsert(record, now)));
    boolean withId = mapping.hasId(records.get(0));
    if (!withId && !statements.returnsRows()) {
      batch(records, values);
      return;
    }
    List<MappedColumn> columns = withId ? mapping.columns() : withoutId;
    int most = Integer.highestOneBit(Math.min(MOST_ROWS, MOST_PARAMETERS / columns.size()) | 1);
    int next = 0;
    while (next < records.size()) {
      int rows = Math.min(most, Integer.highestOneBit(records.size() - next));
      statement(records.subList(next, next + rows), values.subList(next, next + rows), withId);
      next += rows;
    }
  }

  private void statement(List<T> records, List<Stamps.Values> values, boolean withId) {
    int rows = records.size();
    if (rows == 1) {
      store.insert(records.get(0), values.get(0));
    } else if (withId) {
      String sql = textsWithId.computeIfAbsent(rows, n -> render(mapping.columns(), n, List.of()));
      statements.update(sql, statement -> bind(records, mapping.columns(), values, statement));
      applied(records, values);
    } else {
      List<List<@Nullable Object>> known = new ArrayList<>(rows);
      records.forEach(record -> known.add(marks(record)));
      if (unknowable || !isKnowable(known, values)) {
        for (int i = 0; i < rows; i++) {
          store.insert(records.get(i), values.get(i));
        }
        return;
      }
      String sql = textsWithoutId.computeIfAbsent(rows, n -> render(withoutId, n, returned()));
      List<Object> ids =
          statements.insert(
              sql,
              statement -> bind(records, withoutId, values, statement),
              result -> readIds(result, known));
      identified(records, ids, values);
    }
  }

  /** Records of the same marks may change places only if they are alike in all else. */
  private boolean isKnowable(List<List<@Nullable Object>> known, List<Stamps.Values> values) {
    return withoutId.stream().allMatch(c -> marks.contains(c) || stamps(c, values))
        || new HashSet<>(known).size() == known.size();
  }

  private static boolean stamps(MappedColumn column, List<Stamps.Values> values) {
    return values.stream().allMatch(v -> v.get(column) != null);
  }

  private List<@Nullable Object> marks(T record) {
    @Nullable Object[] values = new @Nullable Object[marks.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = mapping.get(record, marks.get(i));
    }
    return Arrays.asList(values);
  }

  /** Empty if the rows are not in the order of the records, or are not what was sent. */
  private List<Object> readIds(ResultSet result, List<List<@Nullable Object>> known)
      throws SQLException {
    List<Object> ids = new ArrayList<>(known.size());
    while (result.next()) {
      if (ids.size() == known.size() || !isRow(known.get(ids.size()), result)) {
        return List.of();
      }
      Object id = codec.value(mapping.id(), result, 1);
      if (id == null) {
        return List.of();
      }
      ids.add(id);
    }
    return ids;
  }

  private boolean isRow(List<@Nullable Object> known, ResultSet result) throws SQLException {
    for (int i = 0; i < marks.size(); i++) {
      Object value = codec.value(marks.get(i), result, i + 2);
      Object expected = known.get(i);
      if (expected == null ? value != null : !expected.equals(value)) {
        return false;
      }
    }
    return true;
  }

  private void batch(List<T> records, List<Stamps.Values> values) {
    if (unknowable || !statements.givesBatchedKeys()) {
      for (int i = 0; i < records.size(); i++) {
        store.insert(records.get(i), values.get(i));
      }
      return;
    }
    List<Statements.Binder> binders = new ArrayList<>(records.size());
    for (int i = 0; i < records.size(); i++) {
      T record = records.get(i);
      Stamps.Values own = values.get(i);
      binders.add(statement -> store.bind(record, withoutId, own, statement, 1));
    }
    List<Object> ids =
        statements.insertBatch(
            store.insertWithoutId(), binders, keys -> readKeys(keys, records.size()));
    identified(records, ids, values);
  }

  private List<Object> readKeys(ResultSet keys, int rows) throws SQLException {
    List<Object> ids = new ArrayList<>(rows);
    while (keys.next()) {
      Object id = codec.value(mapping.id(), keys, 1);
      if (id != null) {
        ids.add(id);
      }
    }
    return ids;
  }

  private void identified(List<T> records, List<Object> ids, List<Stamps.Values> values) {
    if (ids.size() != records.size()) {
      unknowable = true;
      log.info(
          "Rows of table {} do not come back from the database as they were sent, so they are inserted one by one from now on",
          mapping.table());
      throw new RowsNotKnownException(
          "Which of %d rows of table %s is which record's cannot be told from what the database returns"
              .formatted(records.size(), mapping.table()));
    }
    for (int i = 0; i < ids.size(); i++) {
      mapping.set(records.get(i), mapping.id(), ids.get(i));
    }
    applied(records, values);
  }

  private void applied(List<T> records, List<Stamps.Values> values) {
    for (int i = 0; i < records.size(); i++) {
      values.get(i).applyTo(mapping, records.get(i));
    }
  }

  private void bind(
      List<T> records,
      List<MappedColumn> columns,
      List<Stamps.Values> values,
      PreparedStatement statement)
      throws SQLException {
    int index = 1;
    for (int i = 0; i < records.size(); i++) {
      index = store.bind(records.get(i), columns, values.get(i), statement, index);
    }
  }

  private String render(List<MappedColumn> columns, int rows, List<MappedColumn> returned) {
    return statements.render(
        new SqlTree.InsertMany(
            mapping.table(), RecordStore.names(columns), rows, RecordStore.names(returned)));
  }

  private List<MappedColumn> returned() {
    List<MappedColumn> columns = new ArrayList<>(marks);
    columns.add(0, mapping.id());
    return columns;
  }
}

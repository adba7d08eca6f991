// SPDX-License-Identifier: Apache-2.0
package io.nestrel.query;

import io.nestrel.mapping.MappedColumn;
import io.nestrel.mapping.Mapping;
import io.nestrel.sql.SqlTree;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Records that are to be inserted, all with an id or all without.
 *
 * @param records at least one
 * @param stamps for each record what saving itself sets
 * @param columns those that get a value
 * @param large those of these whose values may be long
 * @param unnested whether the rows come as one array for each column
 */
record NewRows<T>(
    RecordStore<T> store,
    Mapping<T> mapping,
    List<T> records,
    List<Stamps.Values> stamps,
    List<MappedColumn> columns,
    List<MappedColumn> large,
    boolean unnested) {
  /** More do not make it faster. */
  private static final int MOST_ROWS = 512;

  private static final int MOST_PARAMETERS = 4_096;

  private static final int MOST_UNNESTED = 1_024;

  /** So many characters and bytes are in no server's way, not even four times as many. */
  private static final long MOST_SIZE = 1 << 20;

  int size() {
    return records.size();
  }

  /** How many of them stand in the text of a statement. */
  int rendered() {
    return unnested ? SqlTree.InsertMany.ANY_NUMBER : size();
  }

  NewRows<T> part(int from, int to) {
    return new NewRows<>(
        store,
        mapping,
        records.subList(from, to),
        stamps.subList(from, to),
        columns,
        large,
        unnested);
  }

  /**
   * How many one statement takes, from a place on. Of rows that are not unnested any number below
   * 16, then multiples of that, and from 128 on those with one binary digit or two, so that there
   * are few texts and few statements.
   */
  int fitting(int from) {
    int limit = unnested ? MOST_UNNESTED : Math.min(MOST_ROWS, MOST_PARAMETERS / columns.size());
    int most = Math.min(size() - from, limit);
    int rows = 1;
    long size = large.isEmpty() ? 0 : size(from);
    while (rows < most && (large.isEmpty() || (size += size(from + rows)) <= MOST_SIZE)) {
      rows = large.isEmpty() ? most : rows + 1;
    }
    if (unnested) {
      return rows;
    }
    if (rows < 128) {
      return rows < 16 ? rows : rows / 16 * 16;
    }
    int power = Integer.highestOneBit(rows);
    return rows >= power + power / 2 ? power + power / 2 : power;
  }

  private long size(int index) {
    long size = 0;
    for (MappedColumn column : large) {
      Object value = mapping.get(records.get(index), column);
      if (value instanceof byte[] bytes) {
        size += bytes.length;
      } else if (value != null) {
        size += value.toString().length(); // copies nothing
      }
    }
    return size;
  }

  void bind(PreparedStatement statement) throws SQLException {
    if (unnested) {
      bindColumns(statement);
      return;
    }
    int index = 1;
    for (int i = 0; i < records.size(); i++) {
      index = store.bind(records.get(i), columns, stamps.get(i), statement, index);
    }
  }

  private void bindColumns(PreparedStatement statement) throws SQLException {
    int index = 1;
    for (MappedColumn column : columns) {
      store.codec().writeArray(column, size(), i -> value(i, column), statement, index++);
    }
  }

  private @Nullable Object value(int index, MappedColumn column) {
    Object stamp = stamps.get(index).get(column);
    return stamp == null ? mapping.get(records.get(index), column) : stamp;
  }

  /** The rows are there: the records get what saving has set. */
  void inserted() {
    for (int i = 0; i < records.size(); i++) {
      stamps.get(i).applyTo(mapping, records.get(i));
    }
  }

  /**
   * The rows are there that have an id.
   *
   * @param ids for each record that of its row; null if it has none
   * @return the places of those without
   */
  int[] inserted(List<@Nullable Object> ids) {
    IntStream.Builder without = IntStream.builder();
    for (int i = 0; i < records.size(); i++) {
      Object id = ids.get(i);
      if (id == null) {
        without.add(i);
      } else {
        mapping.set(records.get(i), mapping.id(), id);
        stamps.get(i).applyTo(mapping, records.get(i));
      }
    }
    return without.build().toArray();
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.query;

import io.nestrel.backend.KeySource;
import io.nestrel.backend.ManyRows;
import io.nestrel.backend.Statements;
import io.nestrel.error.DatabaseException;
import io.nestrel.mapping.MappedColumn;
import io.nestrel.mapping.Mapping;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Inserts several rows at once, in few statements. No database promises the order in which one
 * INSERT makes its keys or gives its rows back, so each row says by its values which record it is;
 * where that cannot be, rows are inserted one by one, or as a batch of the driver's. Thread-safe.
 */
final class RowsTogether<T> {
  /** No places. */
  static final int[] NONE = {};

  private final RecordStore<T> store;
  private final Mapping<T> mapping;
  private final ManyRows manyRows;
  private final Stamps<T> stamps;
  private final List<MappedColumn> withoutId;
  private final List<MappedColumn> large;
  private final RowMarks<T> marks;
  private final InsertTexts texts;
  private final GrowingKeys<T> growing;
  private final KeyBlocks<T> blocks;
  private final RowsApart<T> apart;

  /** Less than the database can do where rows came back with other values than were sent. */
  private volatile KeySource keys;

  /** Whether rows come as arrays, which not every column allows. */
  private volatile boolean unnests;

  /** Whether a statement may leave out what a key forbids, which not every table allows. */
  private volatile boolean leavesOut;

  RowsTogether(
      RecordStore<T> store,
      Mapping<T> mapping,
      Statements statements,
      Stamps<T> stamps,
      List<MappedColumn> withoutId,
      RowMarks<T> marks) {
    this.store = store;
    this.mapping = mapping;
    this.manyRows = statements.manyRows();
    this.stamps = stamps;
    this.withoutId = withoutId;
    this.large = mapping.columns().stream().filter(c -> c.isLong()).toList();
    this.marks = marks;
    this.texts = new InsertTexts(mapping, statements);
    this.growing = new GrowingKeys<>(mapping, statements);
    this.blocks = new KeyBlocks<>(mapping, statements);
    this.apart = new RowsApart<>(store, mapping, manyRows);
    this.keys = manyRows.keySource();
    this.unnests =
        manyRows.unnests() && mapping.columns().stream().allMatch(store.codec()::hasArray);
    this.leavesOut = manyRows.leavesOut();
  }

  /**
   * Inserts records, all with an id or all without. To be called in a scope that is rolled back if
   * it throws.
   *
   * @return the places of those that were left out
   * @throws RowsNotKnownException if it cannot be told which row is which record's
   * @throws RowsLeftOutException if some cannot be inserted, and it is known which
   */
  int[] insert(List<T> records, OnRefusal onRefusal) {
    Instant now = stamps.now();
    List<Stamps.Values> own = new ArrayList<>(records.size());
    records.forEach(record -> own.add(stamps.forInsert(record, now)));
    boolean withId = mapping.hasId(records.get(0));
    NewRows<T> rows =
        new NewRows<>(
            store, mapping, records, own, withId ? mapping.columns() : withoutId, large, unnests);
    boolean finding = onRefusal != OnRefusal.FAIL;
    boolean leaving = finding && leavesOut;
    int[] leftOut = NONE;
    if (withId) {
      leftOut = inParts(rows, finding, part -> withIds(part, leaving));
    } else if (keys == KeySource.NONE) {
      apart.insert(rows);
    } else if (keys == KeySource.BLOCK) {
      inParts(rows, finding, this::block);
    } else {
      int[] grown = keys == KeySource.RETURNED ? null : grown(rows, finding, leaving);
      leftOut = grown == null ? inParts(rows, finding, part -> returned(part, leaving)) : grown;
    }
    if (leftOut.length == 0
        || (onRefusal == OnRefusal.LEAVE_OUT && manyRows.isPlain(mapping.table()))) {
      return leftOut;
    }
    throw new RowsLeftOutException(leftOut, null);
  }

  /** Inserts with as many statements as it takes. */
  private int[] inParts(NewRows<T> rows, boolean finding, Function<NewRows<T>, int[]> statement) {
    IntStream.Builder leftOut = IntStream.builder();
    int from = 0;
    while (from < rows.size()) {
      NewRows<T> part = rows.part(from, from + rows.fitting(from));
      try {
        for (int place : statement.apply(part)) {
          leftOut.add(from + place);
        }
      } catch (RowsLeftOutException e) {
        throw e.after(from);
      } catch (DatabaseException e) {
        if (manyRows.isLeavingOutRefused(e)) {
          leavesOut = false;
        }
        if (rows.unnested() && manyRows.isUnnestRefused(e)) {
          unnests = false;
        }
        int failed = !finding ? -1 : part.size() == 1 ? 0 : manyRows.failedRow();
        boolean known = failed >= 0 && failed < part.size();
        throw known ? new RowsLeftOutException(new int[] {from + failed}, e) : e;
      }
      from += part.size();
    }
    return leftOut.build().toArray();
  }

  private int[] withIds(NewRows<T> rows, boolean leaving) {
    MarkedRows<T> marked = leaving && rows.size() > 1 ? marks.byId(rows) : null;
    if (marked == null) {
      if (manyRows.update(texts.insert(rows, false, null), rows::bind) < rows.size()) {
        throw store.leftOut();
      }
      rows.inserted();
      return NONE;
    }
    List<@Nullable Object> ids =
        manyRows.insert(texts.insert(rows, true, marked), rows::bind, marked::readIds);
    if (ids.isEmpty()) {
      leavesOut = false;
      throw RowsNotKnownException.of(mapping.table(), rows.size());
    }
    return rows.inserted(ids);
  }

  /** Null, and nothing done, if that is no way for these rows. */
  private int @Nullable [] grown(NewRows<T> rows, boolean finding, boolean leaving) {
    MarkedRows<T> marked = marks.of(rows);
    List<String> sent = marked == null ? null : growing.texts(marked);
    if (marked == null || sent == null) {
      return null;
    }
    long before = growing.largest();
    inParts(
        rows,
        finding,
        part -> {
          manyRows.update(texts.insert(part, leaving, null), part::bind);
          return NONE;
        });
    return identified(rows, growing.ids(marked, sent, before), leaving);
  }

  private int[] returned(NewRows<T> rows, boolean leaving) {
    MarkedRows<T> marked = rows.size() == 1 ? null : marks.of(rows);
    if (marked == null) {
      return apart.insert(rows);
    }
    return identified(
        rows,
        manyRows.insert(texts.insert(rows, leaving, marked), rows::bind, marked::readIds),
        leaving);
  }

  private int[] block(NewRows<T> rows) {
    MarkedRows<T> marked = rows.size() == 1 ? null : marks.of(rows);
    if (marked == null) {
      return apart.insert(rows);
    }
    long first =
        manyRows.insert(
            texts.insert(rows, false, null),
            rows::bind,
            made -> made.next() ? made.getLong(1) : 0L);
    return identified(rows, blocks.ids(marked, first), false);
  }

  /**
   * Gives records their ids.
   *
   * @param ids as {@link MarkedRows#readIds}
   * @param leaving whether rows may have been left out
   * @return the places of those that were
   */
  private int[] identified(NewRows<T> rows, List<@Nullable Object> ids, boolean leaving) {
    if (ids.isEmpty() || (!leaving && ids.contains(null))) {
      keys = keys == KeySource.GROWING ? KeySource.RETURNED : KeySource.NONE;
      throw RowsNotKnownException.of(mapping.table(), rows.size());
    }
    return rows.inserted(ids);
  }
}

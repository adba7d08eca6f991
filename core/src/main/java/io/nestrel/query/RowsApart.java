// SPDX-License-Identifier: Apache-2.0
package io.nestrel.query;

import io.nestrel.backend.ManyRows;
import io.nestrel.backend.Statements;
import io.nestrel.mapping.Mapping;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Inserts rows one by one, or as a batch of the driver's. Thread-safe. */
final class RowsApart<T> {
  private final RecordStore<T> store;
  private final Mapping<T> mapping;
  private final ManyRows manyRows;

  /** Less than the driver can do where a batch did not give the keys of all its rows. */
  private volatile boolean batches;

  RowsApart(RecordStore<T> store, Mapping<T> mapping, ManyRows manyRows) {
    this.store = store;
    this.mapping = mapping;
    this.manyRows = manyRows;
    this.batches = manyRows.givesBatchedKeys();
  }

  /**
   * Inserts rows without ids.
   *
   * @return the places of those that were left out
   * @throws RowsNotKnownException if it cannot be told which row is which record's
   */
  int[] insert(NewRows<T> rows) {
    if (rows.size() == 1 || !batches) {
      for (int i = 0; i < rows.size(); i++) {
        store.insert(rows.records().get(i), rows.stamps().get(i));
      }
      return RowsTogether.NONE;
    }
    List<Statements.Binder> binders = new ArrayList<>(rows.size());
    for (int i = 0; i < rows.size(); i++) {
      binders.add(rows.part(i, i + 1)::bind);
    }
    List<@Nullable Object> ids =
        manyRows.insertBatch(
            store.insertWithoutId(),
            binders,
            made -> {
              List<@Nullable Object> read = new ArrayList<>(rows.size());
              while (made.next()) {
                read.add(store.codec().value(mapping.id(), made, 1));
              }
              return read;
            });
    if (ids.size() != rows.size() || ids.contains(null)) {
      batches = false;
      throw RowsNotKnownException.of(mapping.table(), rows.size());
    }
    return rows.inserted(ids);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel;

import io.nestrel.backend.Backend;
import io.nestrel.backend.ForEachTogether;
import io.nestrel.error.NotSavedException;
import io.nestrel.error.StaleRecordException;
import io.nestrel.query.OnRefusal;
import io.nestrel.query.RecordStore;
import io.nestrel.query.RowsLeftOutException;
import io.nestrel.transaction.ObjectMemory;
import io.nestrel.transaction.TransactionStatus;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Saves many records of one model. New ones go together where nothing speaks against it; all others
 * one by one, in their order.
 */
final class SaveMany<T extends ActiveRecord<? super T>> {
  /** Few savepoints in a transaction, and not too much to do again. */
  private static final int MOST_IN_A_SCOPE = 4_096;

  private final Model<T> model;
  private final ModelDefinition<T> definition;
  private final Backend backend;
  private final RecordStore<T> store;
  private final RecordTies persisted;

  SaveMany(Model<T> model) {
    this.model = model;
    this.definition = model.definition();
    this.backend = model.backend();
    this.store = RecordStore.of(definition.mapping(), backend);
    this.persisted = RecordTies.persisted(backend);
  }

  Backend backend() {
    return backend;
  }

  boolean hasCallbacks() {
    return definition.hasCallbacks();
  }

  /** Saves all or none; no callback is called twice to find the one that fails. */
  void all(List<T> records) {
    backend
        .statements()
        .inScope(
            () -> {
              if (backend.transactionManager().supportsSavepoints() && !hasCallbacks()) {
                for (int i = 0; i < records.size(); i += MOST_IN_A_SCOPE) {
                  int end = Math.min(i + MOST_IN_A_SCOPE, records.size());
                  splitting(records.subList(i, end), i, false);
                }
              } else {
                oneByOne(records);
              }
              return true;
            });
  }

  /**
   * Saves records in a scope of their own; if it fails, finds the first one that cannot be saved.
   *
   * @param index of the first one
   * @param failing whether one of them is known to fail
   */
  private void splitting(List<T> records, int index, boolean failing) {
    int half = records.size() / 2;
    if (!failing || half == 0) {
      try {
        backend.transaction(() -> together(records, OnRefusal.FAIL));
        return;
      } catch (RuntimeException e) {
        if (half == 0) {
          e.addSuppressed(new NotSavedException(index, records.get(0)));
          throw e;
        } else if (backend.transactionManager().status() != TransactionStatus.ACTIVE) {
          throw e;
        }
      }
    }
    splitting(records.subList(0, half), index, false);
    splitting(records.subList(half, records.size()), index + half, true);
  }

  /** The scope may be a part of one that goes on, which gives the records nothing back yet. */
  private void oneByOne(List<T> records) {
    List<RecordRewinder.Memory> before = new ArrayList<>(records.size());
    for (T record : records) {
      int index = before.size();
      try {
        before.add(RecordRewinder.INSTANCE.remember(present(record)));
        save(record);
      } catch (RuntimeException | Error e) {
        e.addSuppressed(new NotSavedException(index, record));
        for (int i = before.size() - 1; i >= 0; i--) {
          RecordRewinder.INSTANCE.restore(records.get(i), before.get(i));
        }
        throw e;
      }
    }
  }

  /**
   * Saves records in a scope that is rolled back if it throws.
   *
   * @return the places of those that were left out
   * @throws RowsLeftOutException if some cannot be inserted, and it is known which
   */
  int[] together(List<T> records, OnRefusal onRefusal) {
    if (records.size() == 1 || hasCallbacks()) {
      records.forEach(this::save);
      return ForEachTogether.NONE;
    }
    // What comes after those that are left out must not make a difference to them.
    OnRefusal ofSome = onRefusal == OnRefusal.LEAVE_OUT ? OnRefusal.FIND : onRefusal;
    Set<T> seen = Collections.newSetFromMap(new IdentityHashMap<>(records.size()));
    int first = 0;
    for (int i = 0; i < records.size(); i++) {
      T record = records.get(i);
      boolean plain = isPlainInsert(record);
      if (plain && (first == i || store.isAlike(record, records.get(first))) && seen.add(record)) {
        continue;
      }
      insert(records, first, i, ofSome);
      seen.clear();
      if (isPlainInsert(record)) {
        first = i;
        seen.add(record);
      } else {
        save(record);
        first = i + 1;
      }
    }
    return insert(records, first, records.size(), first == 0 ? onRefusal : ofSome);
  }

  /** Whether saving the record is nothing but an INSERT, which can be one of many. */
  private boolean isPlainInsert(T record) {
    RecordTies ties = present(record).ties();
    definition.refuseOwnCallbacks(record);
    return ties.state() == RecordState.NEW
        && ties.doubt() == null
        && !store.insertNeedsScope(record);
  }

  private int[] insert(List<T> all, int from, int to, OnRefusal onRefusal) {
    if (to - from == 1) {
      save(all.get(from));
    }
    if (to - from <= 1) {
      return ForEachTogether.NONE;
    }
    List<T> records = all.subList(from, to);
    for (T record : records) {
      refuseElsewhere(record);
      ObjectMemory.beforeSave(record, RecordRewinder.INSTANCE);
    }
    Lifecycle.refuseReadOnly(records.get(0), backend, "saved");
    int[] leftOut;
    try {
      leftOut = store.insertTogether(records, onRefusal);
    } catch (RowsLeftOutException e) {
      throw e.after(from);
    }
    int next = 0;
    for (int i = 0; i < records.size(); i++) {
      if (next < leftOut.length && leftOut[next] == i) {
        next++;
      } else {
        T record = records.get(i);
        record.become(persisted, definition.mapping().capture(record));
      }
    }
    return leftOut;
  }

  private static <R> R present(@Nullable R record) {
    return Objects.requireNonNull(record, "A record to be saved is null");
  }

  private void save(T record) {
    refuseElsewhere(record);
    model.save(record);
  }

  /** One transaction is on one backend. */
  private void refuseElsewhere(T record) {
    Backend origin = present(record).ties().origin();
    if (origin != null && origin != backend) {
      throw new StaleRecordException(
          "%s belongs to %s and cannot be saved together with records on %s: save it by itself"
              .formatted(record, origin, backend));
    }
  }
}

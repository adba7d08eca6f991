// SPDX-License-Identifier: Apache-2.0
package io.nestrel;

import io.nestrel.backend.Backend;
import io.nestrel.error.RecordNotFoundException;
import io.nestrel.error.StaleRecordException;
import io.nestrel.error.UnknownCommitOutcomeException;
import io.nestrel.error.ValidationException;
import io.nestrel.mapping.MappedColumn;
import io.nestrel.mapping.Mapping;
import io.nestrel.mapping.Snapshot;
import io.nestrel.query.RecordStore;
import io.nestrel.transaction.ObjectMemory;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A record and its row: each call is one statement, and what becomes of the record by it. */
final class RecordRow<T extends ActiveRecord<? super T>> {
  private final T record;
  private final Mapping<T> mapping;

  RecordRow(T record, Mapping<T> mapping) {
    this.record = record;
    this.mapping = mapping;
  }

  void insert(RecordStore<T> store, Backend backend) {
    write(
        backend,
        () -> {
          store.insert(record);
          isStored(backend);
        });
  }

  /** Writes what has changed; nothing has: nothing is sent. */
  void update(Backend backend) {
    Snapshot stored = stored();
    List<MappedColumn> changed = mapping.changed(record, stored);
    if (changed.isEmpty()) {
      return;
    }
    write(
        backend,
        () -> {
          if (!RecordStore.of(mapping, backend).update(record, stored, changed)) {
            throw stale("updated");
          }
          isStored(backend);
        });
  }

  void delete(Backend backend) {
    Snapshot stored = stored();
    write(
        backend,
        () -> {
          if (!RecordStore.of(mapping, backend).delete(stored)) {
            throw stale("deleted");
          }
          record.become(record.ties().deleted());
        });
  }

  /** One statement. Where its outcome is not known, the record is in doubt. */
  private void write(Backend backend, Runnable statement) {
    ObjectMemory.beforeSave(record, RecordRewinder.INSTANCE);
    try {
      statement.run();
    } catch (UnknownCommitOutcomeException e) {
      record.become(record.ties().inDoubt(RecordRewinder.INSTANCE.remember(record), backend));
      throw e;
    }
  }

  /**
   * Reads the row again.
   *
   * @param where the backend, asked for once it is clear that there may be a row
   */
  void reload(Supplier<Backend> where) {
    RecordTies ties = record.ties();
    if (record.stored() == null && ties.doubt() == null) {
      throw new RecordNotFoundException(
          "%s was never saved, so there is nothing to reload".formatted(record));
    }
    Object id = record.stored() == null ? mapping.get(record, mapping.id()) : id(stored());
    if (id == null) {
      throw new RecordNotFoundException(
          "Whether %s was inserted cannot be found out, because the id that the database made is not known: look for the row by its other values"
              .formatted(record));
    }
    Backend backend = where.get();
    ObjectMemory.beforeSave(record, RecordRewinder.INSTANCE);
    if (!refreshed(backend, id)) {
      if (ties.doubt() != null) {
        notCommitted(ties, ties.doubt());
        return;
      }
      throw new RecordNotFoundException(
          "%s cannot be reloaded: table %s has no row with %s %s"
              .formatted(record, mapping.table(), mapping.id().property(), id));
    }
    isStored(backend);
  }

  /** False if there is no row. One of which a column cannot be read leaves the record as it was. */
  private boolean refreshed(Backend backend, Object id) {
    RecordRewinder.Memory before = RecordRewinder.INSTANCE.remember(record);
    try {
      return RecordStore.of(mapping, backend).refresh(record, id);
    } catch (Throwable e) {
      RecordRewinder.INSTANCE.restore(record, before);
      throw e;
    }
  }

  /** There is no row: what was made in the transaction is new again, all else is deleted. */
  private void notCommitted(RecordTies ties, RecordRewinder.Memory before) {
    if (before.ties().state() == RecordState.NEW) {
      RecordRewinder.INSTANCE.unsave(record, before);
    } else {
      record.become(ties.deleted());
    }
  }

  private StaleRecordException stale(String action) {
    MappedColumn version = mapping.version();
    String which =
        version == null ? "" : " and version %s".formatted(mapping.get(stored(), version));
    return new StaleRecordException(
        "%s cannot be %s: table %s has no row with %s %s%s any more. Somebody else has changed or deleted it; reload it and decide anew"
            .formatted(
                record, action, mapping.table(), mapping.id().property(), id(stored()), which));
  }

  /** The row has the record's values now. */
  private void isStored(Backend backend) {
    record.become(record.ties().saved(backend), mapping.capture(record));
  }

  private Snapshot stored() {
    Snapshot stored = record.stored();
    if (stored == null) {
      throw new IllegalStateException(record + " was never saved");
    }
    return stored;
  }

  private Object id(Snapshot stored) {
    @Nullable Object id = mapping.get(stored, mapping.id());
    if (id == null) {
      throw new ValidationException("%s has no id".formatted(mapping.type().getSimpleName()));
    }
    return id;
  }
}

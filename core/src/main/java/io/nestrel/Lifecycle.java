// SPDX-License-Identifier: Apache-2.0
package io.nestrel;

import io.nestrel.backend.Backend;
import io.nestrel.error.RecordNotFoundException;
import io.nestrel.error.StaleRecordException;
import io.nestrel.error.TransactionException;
import io.nestrel.error.UnknownCommitOutcomeException;
import io.nestrel.error.ValidationException;
import io.nestrel.mapping.MappedColumn;
import io.nestrel.mapping.Mapping;
import io.nestrel.mapping.Snapshot;
import io.nestrel.query.RecordStore;
import io.nestrel.transaction.ObjectMemory;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One step in the life of a record: saving, deleting, reloading. A step that throws leaves the
 * record as it was; where callbacks take part it is a scope of its own, so that the rows are as
 * they were too.
 */
final class Lifecycle<T extends ActiveRecord<? super T>> {
  private final T record;
  private final Model<T> model;
  private final ModelDefinition<T> definition;
  private final Mapping<T> mapping;

  Lifecycle(T record, Model<T> model) {
    this.record = record;
    this.model = model;
    this.definition = model.definition();
    this.mapping = definition.mapping();
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // a record's class is the class of its model
  static Lifecycle<?> of(ActiveRecord<?> record) {
    return new Lifecycle(record, modelOf(record));
  }

  /** The door for a record's class; a subclass without a name belongs to the model it extends. */
  @SuppressWarnings({"unchecked", "rawtypes"}) // every class below ActiveRecord is a model
  static Model<?> modelOf(ActiveRecord<?> record) {
    Class<?> type = record.getClass();
    while (type.isAnonymousClass()) {
      type = type.getSuperclass();
    }
    return Model.of((Class) type);
  }

  void save() {
    Backend backend = backend();
    refuseReadOnly(backend, "saved");
    refuseDoubt("saved");
    switch (record.ties().state()) {
      case DELETED ->
          throw new StaleRecordException(
              "%s was deleted and cannot be saved: make a new record".formatted(record));
      case NEW -> insert(backend);
      case PERSISTED -> update(backend);
    }
  }

  private void insert(Backend backend) {
    RecordStore<T> store = RecordStore.of(mapping, backend);
    if (definition.hasCallbacks() || store.insertNeedsScope(record)) {
      inScope(
          backend,
          () -> {
            record.beforeSave();
            record.beforeCreate();
            insertRow(store, backend);
            record.afterCreate();
            record.afterSave();
            return true;
          });
    } else {
      insertRow(store, backend);
    }
  }

  private void insertRow(RecordStore<T> store, Backend backend) {
    write(
        backend,
        () -> {
          store.insert(record);
          record.become(RecordTies.persisted(mapping.capture(record), backend));
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

  private void update(Backend backend) {
    if (definition.hasCallbacks()) {
      inScope(
          backend,
          () -> {
            record.beforeSave();
            record.beforeUpdate();
            updateRow(backend);
            record.afterUpdate();
            record.afterSave();
            return true;
          });
    } else {
      updateRow(backend);
    }
  }

  private void updateRow(Backend backend) {
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
          record.become(RecordTies.persisted(mapping.capture(record), backend));
        });
  }

  boolean delete() {
    refuseDoubt("deleted");
    if (record.ties().state() != RecordState.PERSISTED) {
      return false;
    }
    Backend backend = backend();
    refuseReadOnly(backend, "deleted");
    if (definition.hasCallbacks()) {
      return inScope(
          backend,
          () -> {
            record.beforeDelete();
            deleteRow(backend);
            record.afterDelete();
            return true;
          });
    }
    deleteRow(backend);
    return true;
  }

  private void deleteRow(Backend backend) {
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

  void reload() {
    RecordTies ties = record.ties();
    if (ties.stored() == null && ties.doubt() == null) {
      throw new RecordNotFoundException(
          "%s was never saved, so there is nothing to reload".formatted(record));
    }
    Backend backend = backend();
    Object id = ties.stored() == null ? mapping.get(record, mapping.id()) : id(stored());
    if (id == null) {
      throw new RecordNotFoundException(
          "Whether %s was inserted cannot be found out, because the id that the database made is not known: look for the row by its other values"
              .formatted(record));
    }
    ObjectMemory.beforeSave(record, RecordRewinder.INSTANCE);
    if (!RecordStore.of(mapping, backend).refresh(record, id)) {
      if (ties.doubt() != null) {
        notCommitted(ties, ties.doubt());
        return;
      }
      throw new RecordNotFoundException(
          "%s cannot be reloaded: table %s has no row with %s %s"
              .formatted(record, mapping.table(), mapping.id().property(), id));
    }
    record.become(RecordTies.persisted(mapping.capture(record), backend));
  }

  /** There is no row: what was made in the transaction is new again, all else is deleted. */
  private void notCommitted(RecordTies ties, RecordRewinder.Memory before) {
    if (before.ties().state() == RecordState.NEW) {
      RecordRewinder.INSTANCE.unsave(record, before.values(), before.ties());
    } else {
      record.become(ties.deleted());
    }
  }

  Set<String> changedFields() {
    Set<String> names = new LinkedHashSet<>();
    mapping.changed(record, record.ties().stored()).forEach(column -> names.add(column.property()));
    return names;
  }

  static String describe(ActiveRecord<?> record) {
    Lifecycle<?> lifecycle = of(record);
    return "%s(%s)".formatted(lifecycle.mapping.type().getSimpleName(), lifecycle.describeId());
  }

  private String describeId() {
    return record.isNew() && !mapping.hasId(record)
        ? "new"
        : "%s=%s".formatted(mapping.id().property(), mapping.get(record, mapping.id()));
  }

  /**
   * Runs a step with callbacks; whatever fails, record and rows are as before. The record is given
   * its state back here too, because a database without savepoints has no scope that would do it.
   */
  private boolean inScope(Backend backend, BooleanSupplier step) {
    RecordRewinder.Memory before = RecordRewinder.INSTANCE.remember(record);
    try {
      return backend.statements().inScope(step::getAsBoolean);
    } catch (UnknownCommitOutcomeException e) {
      throw e; // the record is in doubt
    } catch (Throwable e) {
      RecordRewinder.INSTANCE.restore(record, before);
      throw e;
    }
  }

  private Backend backend() {
    Backend origin = record.ties().origin();
    if (origin == null) {
      return model.backend();
    } else if (model.isFixed() && model.backend() != origin) {
      throw new StaleRecordException(
          "%s belongs to %s and cannot be saved on %s: copy its values into a new record"
              .formatted(record, origin, model.backend()));
    }
    return origin;
  }

  private void refuseDoubt(String action) {
    if (record.ties().doubt() != null) {
      throw new StaleRecordException(
          "%s cannot be %s: whether its last changes were committed is not known. Call reload(), which finds out"
              .formatted(record, action));
    }
  }

  private void refuseReadOnly(Backend backend, String action) {
    if (backend.statements().isReadOnly()) {
      throw new TransactionException(
          "%s cannot be %s: the transaction is read-only".formatted(record, action));
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

  private Snapshot stored() {
    Snapshot stored = record.ties().stored();
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

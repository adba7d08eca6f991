// SPDX-License-Identifier: Apache-2.0
package io.nestrel;

import io.nestrel.backend.Backend;
import io.nestrel.error.StaleRecordException;
import io.nestrel.error.TransactionException;
import io.nestrel.error.UnknownCommitOutcomeException;
import io.nestrel.mapping.Mapping;
import io.nestrel.query.RecordStore;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.BooleanSupplier;

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
  private final RecordRow<T> row;

  Lifecycle(T record, Model<T> model) {
    this.record = record;
    this.model = model;
    this.definition = model.definition();
    this.mapping = definition.mapping();
    this.row = new RecordRow<>(record, mapping);
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // a record's class is the class of its model
  static Lifecycle<?> of(ActiveRecord<?> record) {
    return new Lifecycle(record, modelOf(record));
  }

  /** The door for a record's class. */
  @SuppressWarnings({"unchecked", "rawtypes"}) // every class below ActiveRecord is a model
  static Model<?> modelOf(ActiveRecord<?> record) {
    return Model.of((Class) record.getClass());
  }

  void save() {
    definition.refuseOwnCallbacks(record);
    Backend backend = backend();
    refuseReadOnly(record, backend, "saved");
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
            row.insert(store, backend);
            tellOutcome(backend);
            record.afterCreate();
            record.afterSave();
            return true;
          });
    } else {
      row.insert(store, backend);
    }
  }

  private void update(Backend backend) {
    if (definition.hasCallbacks()) {
      inScope(
          backend,
          () -> {
            record.beforeSave();
            record.beforeUpdate();
            row.update(backend);
            tellOutcome(backend);
            record.afterUpdate();
            record.afterSave();
            return true;
          });
    } else {
      row.update(backend);
    }
  }

  boolean delete() {
    definition.refuseOwnCallbacks(record);
    refuseDoubt("deleted");
    if (record.ties().state() != RecordState.PERSISTED) {
      return false;
    }
    Backend backend = backend();
    refuseReadOnly(record, backend, "deleted");
    if (definition.hasCallbacks()) {
      return inScope(
          backend,
          () -> {
            record.beforeDelete();
            row.delete(backend);
            tellOutcome(backend);
            record.afterDelete();
            return true;
          });
    }
    row.delete(backend);
    return true;
  }

  void reload() {
    row.reload(this::backend);
  }

  Set<String> changedFields() {
    Set<String> names = new LinkedHashSet<>();
    mapping.changed(record, record.stored()).forEach(column -> names.add(column.property()));
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

  private void tellOutcome(Backend backend) {
    if (definition.isToldOutcome()) {
      backend.statements().tellOutcome(record, record::afterCommit, record::afterRollback);
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

  /**
   * @param what would be written, for the message
   */
  static void refuseReadOnly(Object what, Backend backend, String action) {
    if (backend.statements().isReadOnly()) {
      throw new TransactionException(
          "%s cannot be %s: the transaction is read-only".formatted(what, action));
    }
  }
}

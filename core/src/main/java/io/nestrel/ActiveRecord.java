// SPDX-License-Identifier: Apache-2.0
package io.nestrel;

import io.nestrel.error.DatabaseException;
import io.nestrel.error.RecordNotFoundException;
import io.nestrel.error.StaleRecordException;
import io.nestrel.error.TransactionException;
import io.nestrel.mapping.Snapshot;
import io.nestrel.transaction.Epoch;
import io.nestrel.transaction.ObjectMemory;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The base of application models: a record is one row of its class's table.
 *
 * <pre>{@code
 * public class Account extends ActiveRecord<Account> {
 *   public static final Model<Account> accounts = Model.of(Account.class);
 *
 *   @Id private Long id;
 *   private String owner;
 *   private BigDecimal balance;
 *   …
 * }
 * }</pre>
 *
 * <p>Private fields are columns, named in snake_case; the annotations of {@code
 * io.nestrel.annotation} say otherwise. A constructor without parameters is needed and may be
 * private.
 *
 * <p>A record remembers the backend that loaded or saved it. Not thread-safe.
 *
 * @param <T> the model itself, or the model it extends
 */
public abstract class ActiveRecord<T extends ActiveRecord<T>> {
  private RecordTies ties = RecordTies.NEW;

  /** The values last stored; null if it never was. */
  private @Nullable Snapshot stored;

  private @Nullable Epoch birth = ObjectMemory.now();
  private @Nullable Epoch epoch;

  /** Has the class enhanced, if it has no door in a constant that has done so. */
  protected ActiveRecord() {
    Lifecycle.modelOf(this);
  }

  /**
   * Inserts the record when it is new, else updates the columns whose fields have changed; nothing
   * is sent when nothing has. Outside a transaction this is a transaction of its own. If it throws,
   * callbacks included, the record is as it was before the call; if the scope is rolled back, as it
   * was when that began.
   *
   * @return this
   * @throws StaleRecordException if the row has been changed or deleted by somebody else, this
   *     record was deleted, or nobody knows whether its last changes were committed ({@link
   *     #reload} finds out)
   * @throws DatabaseException if the database refuses the row
   */
  public T save() {
    Lifecycle.of(this).save();
    return self();
  }

  /**
   * Deletes the row.
   *
   * @return true if it removed the row; false, and nothing is sent, for a record that is new or
   *     deleted already
   * @throws StaleRecordException if there is no such row any more, or none of this version
   */
  public boolean delete() {
    return Lifecycle.of(this).delete();
  }

  /**
   * Reads the row again; changes that were not saved are lost. After a transaction of which nobody
   * knows whether it was committed this finds out: where there is no row, a record that was made in
   * it is new again, and another one is deleted.
   *
   * @return this
   * @throws RecordNotFoundException if there is no such row any more, or never was
   */
  public T reload() {
    Lifecycle.of(this).reload();
    return self();
  }

  /**
   * For models that are {@code Cloneable}: another record of the same row, which rewinds by itself.
   *
   * @throws TransactionException if it is not new, and an open transaction has touched it, with
   *     which the copy could not rewind
   */
  @Override
  protected Object clone() throws CloneNotSupportedException {
    if (!isNew() && ObjectMemory.isOpen(epoch)) {
      throw new TransactionException(
          "%s was changed in a transaction that is still open, and cannot be cloned before that has ended: copy its values into a new record"
              .formatted(this));
    }
    ActiveRecord<?> copy = (ActiveRecord<?>) super.clone();
    copy.epoch = null;
    copy.birth = ObjectMemory.now();
    return copy;
  }

  /** Never saved. */
  public final boolean isNew() {
    return ties.state() == RecordState.NEW;
  }

  /** Loaded or saved, and not deleted. */
  public final boolean isPersisted() {
    return ties.state() == RecordState.PERSISTED;
  }

  /** Deleted by {@link #delete()}. */
  public final boolean isDeleted() {
    return ties.state() == RecordState.DELETED;
  }

  /**
   * Whether there are {@link #changedFields}. A new record whose fields are all null or zero has
   * none, and {@link #save} inserts it all the same.
   */
  public final boolean isChanged() {
    return !changedFields().isEmpty();
  }

  /**
   * The names of the fields whose values are not those last stored; of a new record those that are
   * neither null nor zero.
   */
  public final Set<String> changedFields() {
    return Lifecycle.of(this).changedFields();
  }

  /** The door to this record's table, on the default or bound backend. */
  @SuppressWarnings("unchecked") // T is this class or one that it extends
  public final Model<T> model() {
    return (Model<T>) Lifecycle.modelOf(this);
  }

  /** Runs before an INSERT or UPDATE, before the more special one; may change fields. */
  protected void beforeSave() {}

  /** Runs after an INSERT or UPDATE, after the more special one. */
  protected void afterSave() {}

  protected void beforeCreate() {}

  protected void afterCreate() {}

  protected void beforeUpdate() {}

  protected void afterUpdate() {}

  protected void beforeDelete() {}

  protected void afterDelete() {}

  /**
   * Runs once the server has confirmed the commit of a transaction in which the record was saved or
   * deleted: once, outside of the transaction. What it throws is logged.
   */
  protected void afterCommit() {}

  /**
   * Runs when a scope in which the record was saved or deleted has been rolled back: once for each
   * rollback, when the record is what it was before. What it throws is logged.
   */
  protected void afterRollback() {}

  /** The class and the id; not the values, which may be secret. */
  @Override
  public String toString() {
    return Lifecycle.describe(this);
  }

  @SuppressWarnings("unchecked") // T is this class or one that it extends
  private T self() {
    return (T) this;
  }

  final RecordTies ties() {
    return ties;
  }

  final @Nullable Snapshot stored() {
    return stored;
  }

  final void become(RecordTies newTies) {
    ties = newTies;
  }

  final void become(RecordTies newTies, @Nullable Snapshot newStored) {
    ties = newTies;
    stored = newStored;
  }

  /** Marks a record that was read from a row: it is older than the scope that reads it. */
  final void loaded(RecordTies asLoaded, Snapshot row) {
    become(asLoaded, row);
    birth = null;
  }

  /** Where it was made; null if outside of transactions, or read from a row. */
  final @Nullable Epoch birth() {
    return birth;
  }

  /** Where it was last remembered. */
  final @Nullable Epoch epoch() {
    return epoch;
  }

  final void remembered(@Nullable Epoch newest) {
    epoch = newest;
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.mapping;

import io.nestrel.error.ModelDefinitionException;
import io.nestrel.sql.TableName;
import io.nestrel.type.TypeAdapter;
import io.nestrel.type.TypeAdapters;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the objects of a class and the rows of a table correspond; read once per class. It knows
 * nothing of a database: {@link #codec} binds it to one's types. Immutable and thread-safe; records
 * given to it are not guarded against other threads.
 *
 * @param <T> the model
 */
public final class Mapping<T> {
  private final Class<T> type;
  private final TableName table;
  private final List<MappedColumn> columns;
  private final Roles roles;
  private final FieldAccess[] parts;
  private final List<MappedColumn> mutable;

  /** The columns with a meaning of their own; all but the id may be missing. */
  record Roles(
      MappedColumn id,
      @Nullable MappedColumn version,
      @Nullable MappedColumn createdAt,
      @Nullable MappedColumn updatedAt) {}

  Mapping(
      Class<T> type,
      TableName table,
      List<MappedColumn> columns,
      Roles roles,
      List<FieldAccess> parts) {
    this.type = type;
    this.table = table;
    this.columns = List.copyOf(columns);
    this.roles = roles;
    this.parts = parts.toArray(FieldAccess[]::new);
    this.mutable =
        columns.stream().filter(c -> c.adapter() != null && c.adapter().isMutable()).toList();
  }

  /**
   * Reads the mapping of a model class.
   *
   * @param base the class whose fields, and those of its superclasses, are not mapped
   * @throws ModelDefinitionException if the class cannot be mapped; names class, field and fix
   */
  public static <T> Mapping<T> read(Class<T> type, Class<?> base) {
    return new MappingReader<>(type, base).read();
  }

  public Class<T> type() {
    return type;
  }

  public TableName table() {
    return table;
  }

  /** All columns, those of superclasses first. */
  public List<MappedColumn> columns() {
    return columns;
  }

  /** The column of the primary key. */
  public MappedColumn id() {
    return roles.id();
  }

  /** The column that counts updates; null without optimistic locking. */
  public @Nullable MappedColumn version() {
    return roles.version();
  }

  public @Nullable MappedColumn createdAt() {
    return roles.createdAt();
  }

  public @Nullable MappedColumn updatedAt() {
    return roles.updatedAt();
  }

  /** A column by its property's name or its own, ignoring case for the latter. */
  public Optional<MappedColumn> find(String propertyOrColumn) {
    for (MappedColumn column : columns) {
      if (column.property().equals(propertyOrColumn)) {
        return Optional.of(column);
      }
    }
    return columns.stream().filter(c -> c.name().equalsIgnoreCase(propertyOrColumn)).findFirst();
  }

  /** Binds this mapping to the types of a database. Keep the result. */
  public RowCodec<T> codec(TypeAdapters types) {
    return new RowCodec<>(this, types);
  }

  /** A new record by its constructor without parameters. */
  public T newInstance() {
    return type.cast(parts[parts.length - 1].newInstance());
  }

  /** The values of a record now; mutable ones are copied. */
  public Snapshot capture(T record) {
    FieldAccess first = parts[0].capture(record);
    FieldAccess last = first;
    for (int i = 1; i < parts.length; i++) {
      last.next = parts[i].capture(record);
      last = last.next;
    }
    for (MappedColumn column : mutable) {
      FieldAccess part = part(first, column);
      part.hold(column.field(), copy(column, part.held(column.field())));
    }
    return first;
  }

  /** Gives a record the values of a snapshot back. */
  public void restore(T record, Snapshot snapshot) {
    for (FieldAccess part = (FieldAccess) snapshot; part != null; part = part.next) {
      part.restore(record);
    }
    for (MappedColumn column : mutable) {
      set(record, column, copy(column, get(record, column)));
    }
  }

  /**
   * Whether a field of the record has another value than in the snapshot.
   *
   * @param snapshot null stands for a record whose fields are all null or zero
   */
  public boolean isChanged(T record, @Nullable Snapshot snapshot, MappedColumn column) {
    FieldAccess part =
        snapshot == null ? parts[column.part()] : part((FieldAccess) snapshot, column);
    if (part.identical(record, column.field())) {
      return false;
    }
    return column.type().isPrimitive()
        || !same(
            Objects.requireNonNull(column.adapter()),
            part.get(record, column.field()),
            part.held(column.field()));
  }

  /** All columns whose fields have changed, in the order of {@link #columns}. */
  public List<MappedColumn> changed(T record, @Nullable Snapshot snapshot) {
    List<MappedColumn> changed = new ArrayList<>(4);
    for (MappedColumn column : columns) {
      if (isChanged(record, snapshot, column)) {
        changed.add(column);
      }
    }
    return changed;
  }

  /** The value of a field, boxed. */
  public @Nullable Object get(T record, MappedColumn column) {
    return access(column).get(record, column.field());
  }

  /** Sets a field; the value must be of the column's type. */
  public void set(T record, MappedColumn column, @Nullable Object value) {
    access(column).set(record, column.field(), value);
  }

  /** The value that a snapshot holds, boxed; not to be changed. */
  public @Nullable Object get(Snapshot snapshot, MappedColumn column) {
    return part((FieldAccess) snapshot, column).held(column.field());
  }

  /** Whether the application has given the record an id: not null, and not zero where primitive. */
  public boolean hasId(T record) {
    return !(id().type().isPrimitive()
        ? access(id()).identical(record, id().field())
        : get(record, id()) == null);
  }

  /**
   * An id in the type of the id's field: an {@code Integer} 1 for a {@code Long} field becomes the
   * {@code Long} 1.
   *
   * @throws IllegalArgumentException if the value cannot be one without loss
   */
  public Object toId(Object value) {
    return IdConversion.convert(this, value);
  }

  FieldAccess access(MappedColumn column) {
    return parts[column.part()];
  }

  FieldAccess[] parts() {
    return parts;
  }

  private static FieldAccess part(FieldAccess first, MappedColumn column) {
    FieldAccess part = first;
    for (int i = 0; i < column.part(); i++) {
      part = Objects.requireNonNull(part.next);
    }
    return part;
  }

  @SuppressWarnings("unchecked") // a column's adapter fits its values
  private static boolean same(
      TypeAdapter<?> adapter, @Nullable Object first, @Nullable Object second) {
    return first != null && second != null && ((TypeAdapter<Object>) adapter).same(first, second);
  }

  @SuppressWarnings("unchecked") // a column's adapter fits its values
  private static @Nullable Object copy(MappedColumn column, @Nullable Object value) {
    return value == null
        ? null
        : ((TypeAdapter<Object>) Objects.requireNonNull(column.adapter())).copy(value);
  }

  @Override
  public String toString() {
    return type.getSimpleName() + " in " + table;
  }
}

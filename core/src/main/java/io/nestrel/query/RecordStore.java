// SPDX-License-Identifier: Apache-2.0
package io.nestrel.query;

import io.nestrel.backend.Backend;
import io.nestrel.backend.RowMapper;
import io.nestrel.backend.Statements;
import io.nestrel.error.ValidationException;
import io.nestrel.mapping.MappedColumn;
import io.nestrel.mapping.Mapping;
import io.nestrel.mapping.RowCodec;
import io.nestrel.mapping.Snapshot;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Writes single records of one mapping to one backend, and finds them by their ids. It renders each
 * statement once. A record gets what saving gives it (id, version, timestamps) only after the
 * statement has succeeded. Thread-safe; records are not guarded against other threads.
 */
public final class RecordStore<T> {
  private static final Set<Class<?>> COUNTED =
      Set.of(long.class, int.class, short.class, Long.class, Integer.class, Short.class);

  private final Mapping<T> mapping;
  private final Statements statements;
  private final RowCodec<T> codec;
  private final Stamps<T> stamps;
  private final List<MappedColumn> withoutId;

  /** What a row must have so that it is the one that was stored. */
  private final List<MappedColumn> keys;

  private final RecordTexts texts;
  private final RowMarks<T> marks;
  private final RowsTogether<T> together;

  private RecordStore(Mapping<T> mapping, Backend backend) {
    this.mapping = mapping;
    this.statements = backend.statements();
    this.codec = statements.codec(mapping);
    this.stamps = new Stamps<>(mapping, backend.options().clock());
    this.withoutId = mapping.columns().stream().filter(c -> !c.equals(mapping.id())).toList();
    MappedColumn version = mapping.version();
    this.keys = version == null ? List.of(mapping.id()) : List.of(mapping.id(), version);
    this.texts = new RecordTexts(mapping, statements, withoutId, keys);
    this.marks = new RowMarks<>(mapping, codec);
    this.together = new RowsTogether<>(this, mapping, statements, stamps, withoutId, marks);
  }

  /** The store of a mapping on a backend, made once. */
  public static <T> RecordStore<T> of(Mapping<T> mapping, Backend backend) {
    return backend.statements().attachment(mapping, m -> new RecordStore<>(m, backend));
  }

  /** Reads rows of any query that has the mapped columns, in any order and among others. */
  public RowMapper<T> byLabel() {
    return row -> {
      T record = mapping.newInstance();
      for (MappedColumn column : mapping.columns()) {
        codec.readColumn(record, column, row, row.findColumn(column.name()));
      }
      return record;
    };
  }

  RowCodec<T> codec() {
    return codec;
  }

  String insertWithoutId() {
    return texts.insertWithoutId();
  }

  /** Whether an INSERT can turn out bad after it has succeeded, so that it needs a scope. */
  public boolean insertNeedsScope(T record) {
    return !COUNTED.contains(mapping.id().type()) && !mapping.hasId(record);
  }

  /**
   * Inserts a record. Where it has no id, the database makes one.
   *
   * @throws ValidationException if the database made none
   */
  public void insert(T record) {
    insert(record, stamps.forInsert(record));
  }

  /**
   * Inserts several records, none of which {@link #insertNeedsScope}, in as few statements as the
   * database does well. To be called in a scope that is rolled back if it throws; where the
   * database can insert each of them alone, that may yet work.
   *
   * @param records at least one; all have an id, or none has
   * @return the places, from 0 and in order, of those that were left out
   * @throws RowsLeftOutException if some cannot be inserted, and it is known which
   */
  public int[] insertTogether(List<T> records, OnRefusal onRefusal) {
    if (withoutId.isEmpty()) {
      records.forEach(this::insert);
      return RowsTogether.NONE;
    }
    return together.insert(records, onRefusal);
  }

  /** Whether a record can be inserted together with others that have, or have not, an id. */
  public boolean isAlike(T record, T other) {
    return mapping.hasId(record) == mapping.hasId(other);
  }

  void insert(T record, Stamps.Values values) {
    if (mapping.hasId(record)) {
      int rows =
          statements.update(
              texts.insertWithId(),
              statement -> bind(record, mapping.columns(), values, statement, 1));
      if (rows == 0 && !isThere(record)) {
        throw leftOut();
      }
    } else {
      Object id =
          statements.insert(
              texts.insertWithoutId(),
              statement -> bind(record, withoutId, values, statement, 1),
              this::readId);
      mapping.set(record, mapping.id(), id);
    }
    values.applyTo(mapping, record);
  }

  /** A trigger may have written the row elsewhere; or it is somebody else's of the same id. */
  private boolean isThere(T record) {
    return find(Objects.requireNonNull(mapping.get(record, mapping.id())))
        .filter(row -> marks.alike(record, row))
        .isPresent();
  }

  /** A trigger can do so, or a rule; what it writes elsewhere instead is not counted. */
  ValidationException leftOut() {
    return new ValidationException(
        "The database left out a row of %s without an error, so it is not saved: find out which trigger or rule of table %s does so"
            .formatted(mapping.type().getSimpleName(), mapping.table()));
  }

  private Object readId(ResultSet result) throws SQLException {
    Object id = result.next() ? codec.value(mapping.id(), result, 1) : null;
    if (id == null || result.next()) {
      throw new ValidationException(
          "The database made no id for %s: set %s before saving, or give the column a default%s"
              .formatted(
                  mapping.type().getSimpleName(),
                  mapping.id().property(),
                  COUNTED.contains(mapping.id().type())
                      ? ". What was inserted stays, unless its transaction is rolled back"
                      : ""));
    }
    return id;
  }

  /**
   * Updates changed columns.
   *
   * @param stored the record as it was last stored
   * @param changed not empty
   * @return false if there is no such row, or none of that version
   */
  public boolean update(T record, Snapshot stored, List<MappedColumn> changed) {
    Stamps.Values values = stamps.forUpdate(stored);
    List<MappedColumn> columns = values.columnsWith(changed);
    int rows =
        statements.update(
            texts.update(columns),
            statement -> bindKeys(stored, statement, bind(record, columns, values, statement, 1)));
    if (rows > 0) {
      values.applyTo(mapping, record);
    }
    return rows > 0;
  }

  /** Deletes the row; false if there is no such row, or none of that version. */
  public boolean delete(Snapshot stored) {
    return statements.update(texts.delete(), statement -> bindKeys(stored, statement, 1)) > 0;
  }

  /** The record with an id, which is of the id's type. */
  public Optional<T> find(Object id) {
    return byId(id, codec::read);
  }

  /** Fills a record anew from the row with an id; false, and nothing done, if there is none. */
  public boolean refresh(T record, Object id) {
    return byId(
            id,
            row -> {
              codec.readInto(record, row);
              return record;
            })
        .isPresent();
  }

  private Optional<T> byId(Object id, RowMapper<T> mapper) {
    return statements.query(
        texts.find(),
        statement -> codec.writeValue(mapping.id(), id, statement, 1),
        result -> result.next() ? Optional.of(mapper.map(result)) : Optional.empty());
  }

  /** Gives the index of the next parameter. */
  int bind(
      T record,
      List<MappedColumn> columns,
      Stamps.Values values,
      PreparedStatement statement,
      int first)
      throws SQLException {
    int index = first;
    for (MappedColumn column : columns) {
      Object value = values.get(column);
      if (value == null) {
        codec.write(record, column, statement, index++);
      } else {
        codec.writeValue(column, value, statement, index++);
      }
    }
    return index;
  }

  private void bindKeys(Snapshot stored, PreparedStatement statement, int first)
      throws SQLException {
    for (int i = 0; i < keys.size(); i++) {
      MappedColumn key = keys.get(i);
      codec.writeValue(key, mapping.get(stored, key), statement, first + i);
    }
  }
}

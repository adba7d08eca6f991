// SPDX-License-Identifier: Apache-2.0
package io.nestrel.query;

import io.nestrel.backend.Backend;
import io.nestrel.backend.RowMapper;
import io.nestrel.backend.Statements;
import io.nestrel.error.RecordNotFoundException;
import io.nestrel.error.TooManyRowsException;
import io.nestrel.error.ValidationException;
import io.nestrel.mapping.MappedColumn;
import io.nestrel.mapping.Mapping;
import io.nestrel.mapping.RowCodec;
import io.nestrel.sql.Filter;
import io.nestrel.sql.Parameters;
import io.nestrel.sql.SqlTree;
import io.nestrel.sql.SqlTree.Projection;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A query on the table of one model. */
final class ModelQuery<T> implements Query<T> {
  private final QuerySource<T> source;
  private final Selection selection;

  ModelQuery(QuerySource<T> source) {
    this(source, Selection.ALL);
  }

  private ModelQuery(QuerySource<T> source, Selection selection) {
    this.source = source;
    this.selection = selection;
  }

  @Override
  public Query<T> where(String sql, @Nullable Object... values) {
    if (sql.isBlank()) {
      throw new ValidationException("where(…) needs a condition; query() finds all rows");
    }
    return new ModelQuery<>(source, selection.where(sql, Parameters.of(values)));
  }

  @Override
  public Query<T> orderBy(String... columns) {
    List<OrderTerm> terms =
        Arrays.stream(columns).map(text -> OrderTerm.parse(text, source.mapping())).toList();
    return new ModelQuery<>(source, selection.orderBy(terms));
  }

  @Override
  public Query<T> limit(int rows) {
    return new ModelQuery<>(source, selection.limit(rows));
  }

  @Override
  public Query<T> offset(int rows) {
    return new ModelQuery<>(source, selection.offset(rows));
  }

  @Override
  public Query<T> forUpdate() {
    return new ModelQuery<>(source, selection.forUpdate());
  }

  @Override
  public List<T> list() {
    return select(selection);
  }

  @Override
  public Optional<T> first() {
    List<OrderTerm> terms =
        selection.order().isEmpty()
            ? List.of(new OrderTerm(source.mapping().id(), false))
            : selection.order();
    return select(selection.first(atMost(1), terms)).stream().findFirst();
  }

  @Override
  public T one() {
    List<T> found = select(selection.first(atMost(2), selection.order()));
    if (found.isEmpty()) {
      throw new RecordNotFoundException("No row for " + this);
    } else if (found.size() > 1) {
      throw new TooManyRowsException(
          "More than one row for %s: use list() or first()".formatted(this));
    }
    return found.get(0);
  }

  private int atMost(int rows) {
    return selection.limit() == Filter.ALL ? rows : Math.min(rows, selection.limit());
  }

  @Override
  public Stream<T> stream() {
    Backend backend = source.backend();
    Statements statements = backend.statements();
    return statements.stream(
        text(backend, columns(backend), selection),
        statements.binder(selection.parameters()),
        mapper(backend));
  }

  @Override
  public long count() {
    return number(Projection.COUNT, selection.first(selection.limit(), List.of()));
  }

  @Override
  public boolean exists() {
    return selection.limit() != 0
        && number(Projection.EXISTENCE, selection.first(1, List.of())) > 0;
  }

  @Override
  public int update(String assignments, @Nullable Object... values) {
    if (assignments.isBlank()) {
      throw new ValidationException("update(…) needs assignments, such as \"status = ?\"");
    }
    List<@Nullable Object> all = Selection.joined(Parameters.of(values), selection.parameters());
    return change(
        new SqlTree.UpdateAll(
            source.mapping().table(), assignments, idColumn(), filter(source.backend(), selection)),
        all);
  }

  @Override
  public int deleteAll() {
    return change(
        new SqlTree.DeleteAll(
            source.mapping().table(), idColumn(), filter(source.backend(), selection)),
        selection.parameters());
  }

  /** In a scope of its own, so that a failure halfway leaves nothing behind. */
  private int change(SqlTree tree, List<@Nullable Object> values) {
    Backend backend = source.backend();
    Statements statements = backend.statements();
    String sql = statements.render(tree, values);
    return statements.inScope(() -> statements.update(sql, statements.binder(values)));
  }

  private List<T> select(Selection rows) {
    Backend backend = source.backend();
    Statements statements = backend.statements();
    RowMapper<T> mapper = mapper(backend);
    return statements.query(
        text(backend, columns(backend), rows),
        statements.binder(rows.parameters()),
        result -> {
          List<T> list = new ArrayList<>();
          while (result.next()) {
            list.add(mapper.map(result));
          }
          return list;
        });
  }

  /** The columns, locked or not. */
  private Projection columns(Backend backend) {
    return selection.locked() && backend.statements().mustLockRows()
        ? Projection.LOCKED_COLUMNS
        : Projection.COLUMNS;
  }

  private long number(Projection projection, Selection rows) {
    if (rows.locked()) {
      throw new ValidationException(
          "forUpdate() locks rows that are read, not those that are counted: use list(), first(), one() or stream()");
    }
    Backend backend = source.backend();
    Statements statements = backend.statements();
    return statements.query(
        text(backend, projection, rows),
        statements.binder(rows.parameters()),
        (ResultSet result) -> result.next() ? result.getLong(1) : 0L);
  }

  private RowMapper<T> mapper(Backend backend) {
    RowCodec<T> codec = RecordStore.of(source.mapping(), backend).codec();
    Consumer<T> loaded = source.loaded(backend);
    return row -> {
      T record = codec.read(row);
      loaded.accept(record);
      return record;
    };
  }

  private String text(Backend backend, Projection projection, Selection rows) {
    Mapping<T> mapping = source.mapping();
    return backend
        .statements()
        .render(
            new SqlTree.Select(
                mapping.table(),
                projection,
                mapping.columns().stream().map(MappedColumn::name).toList(),
                filter(backend, rows)),
            rows.parameters());
  }

  private Filter filter(Backend backend, Selection rows) {
    return rows.filter(RecordStore.of(source.mapping(), backend).codec());
  }

  private String idColumn() {
    return source.mapping().id().name();
  }

  @Override
  public String toString() {
    return "%s%s"
        .formatted(
            source.mapping().type().getSimpleName(),
            selection.conditions().isEmpty()
                ? ""
                : " where " + String.join(" and ", selection.conditions()));
  }
}

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
import io.nestrel.sql.Ordering;
import io.nestrel.sql.Parameters;
import io.nestrel.sql.SqlTree;
import io.nestrel.sql.SqlTree.Projection;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A query on the table of one model. */
final class ModelQuery<T> implements Query<T> {
  private final QuerySource<T> source;
  private final List<String> conditions;
  private final List<@Nullable Object> parameters;
  private final List<OrderTerm> order;
  private final int limit;
  private final int offset;

  ModelQuery(QuerySource<T> source) {
    this(source, List.of(), List.of(), List.of(), Filter.ALL, 0);
  }

  private ModelQuery(
      QuerySource<T> source,
      List<String> conditions,
      List<@Nullable Object> parameters,
      List<OrderTerm> order,
      int limit,
      int offset) {
    this.source = source;
    this.conditions = conditions;
    this.parameters = parameters;
    this.order = order;
    this.limit = limit;
    this.offset = offset;
  }

  @Override
  public Query<T> where(String sql, @Nullable Object... values) {
    if (sql.isBlank()) {
      throw new ValidationException("where(…) needs a condition; query() finds all rows");
    }
    return new ModelQuery<>(
        source,
        joined(conditions, List.of(sql)),
        joined(parameters, Parameters.of(values)),
        order,
        limit,
        offset);
  }

  @Override
  public Query<T> orderBy(String... columns) {
    List<OrderTerm> terms =
        Arrays.stream(columns).map(text -> OrderTerm.parse(text, source.mapping())).toList();
    return new ModelQuery<>(source, conditions, parameters, joined(order, terms), limit, offset);
  }

  @Override
  public Query<T> limit(int rows) {
    return new ModelQuery<>(
        source, conditions, parameters, order, notNegative("limit", rows), offset);
  }

  @Override
  public Query<T> offset(int rows) {
    return new ModelQuery<>(
        source, conditions, parameters, order, limit, notNegative("offset", rows));
  }

  @Override
  public List<T> list() {
    return select(limit, order);
  }

  @Override
  public Optional<T> first() {
    List<OrderTerm> terms =
        order.isEmpty() ? List.of(new OrderTerm(source.mapping().id(), false)) : order;
    int rows = limit == 0 ? 0 : 1;
    return select(rows, terms).stream().findFirst();
  }

  @Override
  public T one() {
    List<T> found = select(limit == Filter.ALL ? 2 : Math.min(limit, 2), order);
    if (found.isEmpty()) {
      throw new RecordNotFoundException("No row for " + this);
    } else if (found.size() > 1) {
      throw new TooManyRowsException(
          "More than one row for %s: use list() or first()".formatted(this));
    }
    return found.get(0);
  }

  @Override
  public Stream<T> stream() {
    Backend backend = source.backend();
    Statements statements = backend.statements();
    return statements.stream(
        text(backend, Projection.COLUMNS, limit, order),
        statements.binder(parameters),
        mapper(backend));
  }

  @Override
  public long count() {
    return number(Projection.COUNT, limit);
  }

  @Override
  public boolean exists() {
    return limit != 0 && number(Projection.EXISTENCE, 1) > 0;
  }

  @Override
  public int update(String assignments, @Nullable Object... values) {
    if (assignments.isBlank()) {
      throw new ValidationException("update(…) needs assignments, such as \"status = ?\"");
    }
    List<@Nullable Object> all = joined(Parameters.of(values), parameters);
    return change(
        new SqlTree.UpdateAll(
            source.mapping().table(),
            assignments,
            idColumn(),
            filter(source.backend(), limit, order)),
        all);
  }

  @Override
  public int deleteAll() {
    return change(
        new SqlTree.DeleteAll(
            source.mapping().table(), idColumn(), filter(source.backend(), limit, order)),
        parameters);
  }

  /** In a scope of its own, so that a failure halfway leaves nothing behind. */
  private int change(SqlTree tree, List<@Nullable Object> values) {
    Backend backend = source.backend();
    Statements statements = backend.statements();
    String sql = statements.render(tree, values);
    return statements.inScope(() -> statements.update(sql, statements.binder(values)));
  }

  private List<T> select(int rows, List<OrderTerm> terms) {
    Backend backend = source.backend();
    Statements statements = backend.statements();
    RowMapper<T> mapper = mapper(backend);
    return statements.query(
        text(backend, Projection.COLUMNS, rows, terms),
        statements.binder(parameters),
        result -> {
          List<T> list = new ArrayList<>();
          while (result.next()) {
            list.add(mapper.map(result));
          }
          return list;
        });
  }

  private long number(Projection projection, int rows) {
    Backend backend = source.backend();
    Statements statements = backend.statements();
    return statements.query(
        text(backend, projection, rows, List.of()),
        statements.binder(parameters),
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

  private String text(Backend backend, Projection projection, int rows, List<OrderTerm> terms) {
    Mapping<T> mapping = source.mapping();
    return backend
        .statements()
        .render(
            new SqlTree.Select(
                mapping.table(),
                projection,
                mapping.columns().stream().map(MappedColumn::name).toList(),
                filter(backend, rows, terms)),
            parameters);
  }

  private Filter filter(Backend backend, int rows, List<OrderTerm> terms) {
    RecordStore<T> store = RecordStore.of(source.mapping(), backend);
    List<Ordering> orderings = terms.stream().map(term -> term.on(store.codec())).toList();
    return new Filter(conditions, orderings, rows, offset);
  }

  private String idColumn() {
    return source.mapping().id().name();
  }

  private static int notNegative(String what, int rows) {
    if (rows < 0) {
      throw new ValidationException("%s(%d): give 0 or more".formatted(what, rows));
    }
    return rows;
  }

  private static <E extends @Nullable Object> List<E> joined(List<E> first, List<E> second) {
    List<E> all = new ArrayList<>(first);
    all.addAll(second);
    return Collections.unmodifiableList(all);
  }

  @Override
  public String toString() {
    return "%s%s"
        .formatted(
            source.mapping().type().getSimpleName(),
            conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions));
  }
}

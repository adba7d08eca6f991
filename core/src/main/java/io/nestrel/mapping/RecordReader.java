// SPDX-License-Identifier: Apache-2.0
package io.nestrel.mapping;

import io.nestrel.annotation.Column;
import io.nestrel.error.DataConversionException;
import io.nestrel.error.ModelDefinitionException;
import io.nestrel.type.StandardTypes;
import io.nestrel.type.TypeAdapter;
import io.nestrel.type.TypeAdapters;
import java.lang.reflect.RecordComponent;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows of any query into Java records, component by component from the column of the same
 * name (as it is, or in snake_case), or single columns into simple values. A record that has an
 * adapter is such a value. Immutable and thread-safe.
 *
 * @param <R> a record, or a type with an adapter
 */
public final class RecordReader<R> {
  private static final ClassValue<RecordFactory> FACTORIES =
      new ClassValue<>() {
        @Override
        protected RecordFactory computeValue(Class<?> type) {
          return RecordFactoryGenerator.generate(
              type,
              Arrays.stream(type.getRecordComponents())
                  .map(c -> new Member(c.getName(), c.getType(), MappedFields.hasOwnAdapter(c)))
                  .toList());
        }
      };

  private final Class<R> type;
  private final TypeAdapters types;
  private final boolean isRow;
  private final List<RecordComponent> components;
  private final @Nullable TypeAdapter<?>[] adapters;

  private RecordReader(Class<R> type, TypeAdapters types) {
    this.type = type;
    this.types = types;
    this.isRow = type.isRecord() && TypeAdapters.unbound(type) == null;
    this.components = isRow ? List.of(type.getRecordComponents()) : List.of();
    this.adapters = new TypeAdapter<?>[components.size()];
    for (int i = 0; i < adapters.length; i++) {
      adapters[i] = adapter(components.get(i));
    }
  }

  /**
   * A reader for a type.
   *
   * @throws ModelDefinitionException if the type is neither a record whose components can all be
   *     read, nor a type with an adapter
   */
  public static <R> RecordReader<R> of(Class<R> type, TypeAdapters types) {
    if (type.isPrimitive()) {
      throw new ModelDefinitionException(
          "A list cannot hold %s: give %s.class"
              .formatted(type, StandardTypes.BOXES.getOrDefault(type, Void.class).getSimpleName()));
    }
    if (!type.isRecord() && TypeAdapters.unbound(type) == null) {
      throw new ModelDefinitionException(
          "%s is neither a record nor a type of one column: give a RowMapper, or for a model use Model.findBySql"
              .formatted(type.getName()));
    }
    return new RecordReader<>(type, types);
  }

  private @Nullable TypeAdapter<?> adapter(RecordComponent component) {
    Class<?> componentType = component.getType();
    if (MappedFields.hasOwnAdapter(component)) {
      return MappedFields.ownAdapter(type, component, componentType).on(types);
    }
    if (!componentType.isPrimitive() && TypeAdapters.unbound(componentType) == null) {
      throw MappedFields.problem(
          type,
          component,
          "has a type without an adapter: register one with TypeAdapters.register");
    }
    return componentType.isPrimitive() ? null : types.get(componentType);
  }

  /** Prepares for the columns of one result; the function then reads its current row. */
  @SuppressWarnings("NullAway") // a single NULL is null, whatever R says
  public RowFunction<R> forResult(ResultSetMetaData result) throws SQLException {
    if (!isRow) {
      if (result.getColumnCount() != 1) {
        throw new DataConversionException(
            "The result has %d columns; a %s takes one: select one column, or use a record"
                .formatted(result.getColumnCount(), type.getSimpleName()));
      }
      TypeAdapter<R> adapter = types.get(type);
      return row -> adapter.read(row, 1);
    }
    int[] columns = columns(result);
    RecordFactory factory = FACTORIES.get(type);
    return row -> type.cast(factory.create(row, columns, types.primitives(), adapters));
  }

  private int[] columns(ResultSetMetaData result) throws SQLException {
    Map<String, Integer> positions = new HashMap<>();
    List<String> labels = new ArrayList<>();
    for (int i = 1; i <= result.getColumnCount(); i++) {
      labels.add(result.getColumnLabel(i));
      positions.putIfAbsent(result.getColumnLabel(i).toLowerCase(Locale.ROOT), i);
    }
    int[] columns = new int[components.size()];
    for (int i = 0; i < columns.length; i++) {
      String property = components.get(i).getName();
      Integer position = positions.get(columnName(components.get(i)).toLowerCase(Locale.ROOT));
      if (position == null) {
        position = positions.get(property.toLowerCase(Locale.ROOT));
      }
      if (position == null) {
        throw new DataConversionException(
            "%s: no column for component %s among %s: rename it with AS in the query"
                .formatted(type.getSimpleName(), property, labels));
      }
      columns[i] = position;
    }
    return columns;
  }

  private static String columnName(RecordComponent component) {
    Column column = component.getAnnotation(Column.class);
    return column == null || column.name().isBlank()
        ? Naming.snakeCase(component.getName())
        : column.name();
  }

  /** Reads the current row of one result; null for a single NULL. */
  @FunctionalInterface
  public interface RowFunction<R> {
    R read(ResultSet row) throws SQLException;
  }
}

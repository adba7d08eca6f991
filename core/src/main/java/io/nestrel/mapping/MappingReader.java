// SPDX-License-Identifier: Apache-2.0
package io.nestrel.mapping;

import io.nestrel.annotation.CreatedAt;
import io.nestrel.annotation.Id;
import io.nestrel.annotation.Table;
import io.nestrel.annotation.UpdatedAt;
import io.nestrel.annotation.Version;
import io.nestrel.error.ModelDefinitionException;
import io.nestrel.sql.TableName;
import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a model class by reflection, once, and says what is wrong with it. */
final class MappingReader<T> {
  private static final Set<Class<?>> COUNTERS =
      Set.of(int.class, long.class, Integer.class, Long.class);
  private static final Set<Class<?>> MOMENTS =
      Set.of(Instant.class, LocalDateTime.class, OffsetDateTime.class, LocalDate.class);

  private final Class<T> type;
  private final Class<?> base;
  private final GenericTypes generics;
  private final List<MappedColumn> columns = new ArrayList<>();
  private final List<FieldAccess> parts = new ArrayList<>();
  private final Map<String, Field> fieldsByColumn = new HashMap<>();
  private final Map<Class<? extends Annotation>, MappedColumn> roles = new HashMap<>();

  MappingReader(Class<T> type, Class<?> base) {
    this.type = type;
    this.base = base;
    this.generics = new GenericTypes(type);
  }

  Mapping<T> read() {
    checkInstantiable();
    for (Class<?> declaring : hierarchy()) {
      List<Field> fields = MappedFields.of(declaring);
      if (!fields.isEmpty() || declaring == type) {
        addPart(declaring, fields);
      }
    }
    MappedColumn id = roles.get(Id.class);
    if (id == null) {
      throw new ModelDefinitionException(
          "%s has no id: annotate the field of its primary key with @Id".formatted(type.getName()));
    }
    return new Mapping<>(
        type,
        table(),
        columns,
        new Mapping.Roles(
            id, roles.get(Version.class), roles.get(CreatedAt.class), roles.get(UpdatedAt.class)),
        parts);
  }

  /** Topmost class first, so that the id of a common base class leads. */
  private Deque<Class<?>> hierarchy() {
    Deque<Class<?>> classes = new ArrayDeque<>();
    for (Class<?> c = type; c != null && c != base && c != Object.class; c = c.getSuperclass()) {
      classes.addFirst(c);
    }
    return classes;
  }

  private void addPart(Class<?> declaring, List<Field> fields) {
    for (int i = 0; i < fields.size(); i++) {
      addColumn(fields.get(i), i);
    }
    parts.add(MappedFields.access(declaring));
  }

  private void addColumn(Field field, int number) {
    String name = MappedFields.columnName(field);
    Field other = fieldsByColumn.putIfAbsent(name.toLowerCase(Locale.ROOT), field);
    if (other != null) {
      throw problem(
          field,
          "maps to column \"%s\", as %s.%s does already: name another one with @Column(name = …), or make one of them @Transient"
              .formatted(name, other.getDeclaringClass().getSimpleName(), other.getName()));
    }
    MappedColumn column =
        MappedFields.column(type, field, generics.resolve(field.getGenericType()))
            .at(columns.size(), parts.size(), number);
    columns.add(column);
    addRole(field, column, Id.class, null);
    addRole(field, column, Version.class, COUNTERS);
    addRole(field, column, CreatedAt.class, MOMENTS);
    addRole(field, column, UpdatedAt.class, MOMENTS);
  }

  private void addRole(
      Field field,
      MappedColumn column,
      Class<? extends Annotation> role,
      @Nullable Set<Class<?>> allowed) {
    if (!field.isAnnotationPresent(role)) {
      return;
    }
    if (allowed != null && !allowed.contains(column.type())) {
      throw problem(
          field,
          "is @%s but of type %s: use one of %s"
              .formatted(
                  role.getSimpleName(),
                  column.type().getSimpleName(),
                  allowed.stream().map(Class::getSimpleName).sorted().toList()));
    }
    MappedColumn other = roles.putIfAbsent(role, column);
    if (other != null) {
      throw problem(
          field,
          "is a second @%s beside %s: keep one%s"
              .formatted(
                  role.getSimpleName(),
                  other.property(),
                  role == Id.class ? " (a key of several columns is not supported)" : ""));
    }
  }

  private void checkInstantiable() {
    if (Modifier.isAbstract(type.getModifiers())) {
      throw new ModelDefinitionException(
          "%s is abstract: make the Model of a concrete subclass".formatted(type.getName()));
    }
    if (type.getEnclosingClass() != null
        && !Modifier.isStatic(type.getModifiers())
        && hasNoPlainConstructor()) {
      throw new ModelDefinitionException(
          "%s is an inner class and cannot be made without its outer object: make it static"
              .formatted(type.getName()));
    }
    if (hasNoPlainConstructor()) {
      throw new ModelDefinitionException(
          "%s has no constructor without parameters: add one, `private %s() {}` will do"
              .formatted(type.getName(), type.getSimpleName()));
    }
  }

  private boolean hasNoPlainConstructor() {
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      if (constructor.getParameterCount() == 0) {
        return false;
      }
    }
    return true;
  }

  private TableName table() {
    Table table = type.getAnnotation(Table.class);
    String schema = table == null || table.schema().isBlank() ? null : table.schema();
    String name =
        table == null || table.name().isBlank()
            ? Naming.plural(Naming.snakeCase(type.getSimpleName()))
            : table.name();
    return new TableName(schema, name);
  }

  private ModelDefinitionException problem(Field field, String what) {
    return MappedFields.problem(type, field, what);
  }
}

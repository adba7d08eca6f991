// SPDX-License-Identifier: Apache-2.0
package io.nestrel.mapping;

import io.nestrel.annotation.Column;
import io.nestrel.annotation.CreatedAt;
import io.nestrel.annotation.Id;
import io.nestrel.annotation.Transient;
import io.nestrel.annotation.UpdatedAt;
import io.nestrel.annotation.Version;
import io.nestrel.error.ModelDefinitionException;
import io.nestrel.type.EnumAdapters;
import io.nestrel.type.StandardTypes;
import io.nestrel.type.TypeAdapter;
import io.nestrel.type.TypeAdapters;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What can be told of a class's own fields: which are mapped, to which column, by which adapter.
 */
final class MappedFields {
  private static final List<Class<? extends Annotation>> ANNOTATIONS =
      List.of(Id.class, Column.class, Version.class, CreatedAt.class, UpdatedAt.class);

  /** The accessors, one for each class that declares fields, whichever models inherit from it. */
  private static final ClassValue<FieldAccess> ACCESS =
      new ClassValue<>() {
        @Override
        protected FieldAccess computeValue(Class<?> declaring) {
          List<Member> members =
              of(declaring).stream()
                  .map(f -> new Member(f.getName(), f.getType(), hasOwnAdapter(f)))
                  .toList();
          return FieldAccessGenerator.generate(declaring, members, isInstantiable(declaring));
        }
      };

  private MappedFields() {}

  /** The mapped fields that a class declares, in their order. */
  static List<Field> of(Class<?> declaring) {
    return Arrays.stream(declaring.getDeclaredFields()).filter(MappedFields::isMapped).toList();
  }

  static FieldAccess access(Class<?> declaring) {
    return ACCESS.get(declaring);
  }

  static String columnName(Field field) {
    Column column = field.getAnnotation(Column.class);
    return column == null || column.name().isBlank()
        ? Naming.snakeCase(field.getName())
        : column.name();
  }

  /** What a field says of its column, before its place in the mapping is known. */
  record Definition(
      String name, String property, Class<?> type, @Nullable TypeAdapter<?> adapter, boolean own) {
    MappedColumn at(int index, int part, int field) {
      return new MappedColumn(index, name, property, type, part, field, adapter, own);
    }
  }

  /**
   * @param type the field's type with its variables resolved; null where they cannot be
   */
  static Definition column(Class<?> model, Field field, @Nullable Class<?> type) {
    if (!Modifier.isPrivate(field.getModifiers())) {
      throw problem(
          model,
          field,
          "is not private, so that others could change it unnoticed: make it private, or @Transient");
    }
    if (Modifier.isFinal(field.getModifiers())) {
      throw problem(
          model,
          field,
          "is final and cannot be read from a row: drop final, or make it @Transient");
    }
    if (type == null) {
      throw problem(
          model,
          field,
          "has the type variable %s that no subclass gives a type: extend %s with a type argument"
              .formatted(field.getGenericType(), field.getDeclaringClass().getSimpleName()));
    }
    boolean own = hasOwnAdapter(field);
    TypeAdapter<?> adapter = own ? ownAdapter(model, field, type) : TypeAdapters.unbound(type);
    if (adapter == null && !type.isPrimitive()) {
      throw problem(
          model,
          field,
          "has type %s, which has no adapter: %sregister one with TypeAdapters.register, name one with @Column(adapter = …), or make the field @Transient"
              .formatted(type.getName(), Instead.of(type)));
    }
    return new Definition(columnName(field), field.getName(), type, adapter, own);
  }

  /** The adapter that is named on a field or record component. */
  static TypeAdapter<?> ownAdapter(Class<?> owner, AnnotatedElement element, Class<?> type) {
    Column column = element.getAnnotation(Column.class);
    if (column.ordinal()) {
      if (!type.isEnum()) {
        throw problem(owner, element, "is stored by ordinal but is no enum: drop ordinal");
      }
      return EnumAdapters.byOrdinal(type);
    }
    Class<?> adapterType = column.adapter();
    try {
      Constructor<?> constructor = adapterType.getDeclaredConstructor();
      constructor.setAccessible(true);
      TypeAdapter<?> adapter = (TypeAdapter<?>) constructor.newInstance();
      if (adapter.type() != StandardTypes.BOXES.getOrDefault(type, type)) {
        throw problem(
            owner,
            element,
            "has type %s, but its adapter %s is for %s"
                .formatted(type.getName(), adapterType.getName(), adapter.type().getName()));
      }
      return adapter;
    } catch (ReflectiveOperationException | ClassCastException | SecurityException e) {
      throw new ModelDefinitionException(
          describe(owner, element)
              + "names the adapter %s, which is no TypeAdapter with a constructor without parameters"
                  .formatted(adapterType.getName()),
          e);
    }
  }

  static boolean hasOwnAdapter(AnnotatedElement element) {
    Column column = element.getAnnotation(Column.class);
    return column != null && (column.ordinal() || column.adapter() != void.class);
  }

  static ModelDefinitionException problem(Class<?> owner, AnnotatedElement element, String what) {
    return new ModelDefinitionException(describe(owner, element) + what);
  }

  private static String describe(Class<?> owner, AnnotatedElement element) {
    if (element instanceof Field field) {
      String inherited =
          field.getDeclaringClass() == owner
              ? ""
              : " (inherited from %s)".formatted(field.getDeclaringClass().getSimpleName());
      return "%s: field %s%s ".formatted(owner.getName(), field.getName(), inherited);
    }
    return "%s: component %s ".formatted(owner.getName(), element);
  }

  private static boolean isMapped(Field field) {
    int modifiers = field.getModifiers();
    boolean stored =
        !Modifier.isStatic(modifiers)
            && !Modifier.isTransient(modifiers)
            && !field.isSynthetic()
            && !field.isAnnotationPresent(Transient.class);
    if (!stored && ANNOTATIONS.stream().anyMatch(field::isAnnotationPresent)) {
      throw problem(
          field.getDeclaringClass(),
          field,
          "is annotated as a column but is static, transient or @Transient: it can only be one of them");
    }
    return stored;
  }

  private static boolean isInstantiable(Class<?> type) {
    return !Modifier.isAbstract(type.getModifiers())
        && Stream.of(type.getDeclaredConstructors()).anyMatch(c -> c.getParameterCount() == 0);
  }
}

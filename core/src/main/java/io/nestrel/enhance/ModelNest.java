// SPDX-License-Identifier: Apache-2.0
package io.nestrel.enhance;

import io.nestrel.annotation.Transient;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.bytebuddy.description.field.FieldDescription;
import net.bytebuddy.description.type.TypeDefinition;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.pool.TypePool;

/**
 * Which fields a class may write that are mapped. Mapped fields are private, so they are those of
 * the models in the class's nest: itself, the classes around it and inside it. Immutable.
 *
 * @param mapped the mapped fields by the internal names of the models that declare them
 * @param lineage the internal names of the class and of the models that it extends
 */
record ModelNest(Map<String, Set<String>> mapped, Set<String> lineage) {
  private static final String ROOT = "io.nestrel.ActiveRecord";

  /** Of a loaded class, without Byte Buddy's descriptions: an enhanced model needs none. */
  static ModelNest of(Class<?> loaded) {
    Map<String, Set<String>> mapped = new HashMap<>();
    for (Class<?> member : loaded.getNestMembers()) {
      if (isModel(member)) {
        mapped.put(internalName(member), mappedFields(member));
      }
    }
    return new ModelNest(Map.copyOf(mapped), lineage(loaded));
  }

  static ModelNest of(TypeDescription type) {
    Map<String, Set<String>> mapped = new HashMap<>();
    for (TypeDescription member : members(type)) {
      if (!lineage(member).isEmpty()) {
        mapped.put(member.getInternalName(), mappedFields(member));
      }
    }
    return new ModelNest(Map.copyOf(mapped), lineage(type));
  }

  /** The class alone where the one around it has no class file to be found. */
  private static List<TypeDescription> members(TypeDescription type) {
    try {
      return type.getNestMembers();
    } catch (TypePool.Resolution.NoSuchTypeException e) {
      return List.of(type);
    }
  }

  /** Whether it is a class below the base of all models. */
  static boolean isModel(Class<?> type) {
    return !lineage(type).isEmpty();
  }

  /** Whether there is nothing that the class could write. */
  boolean isEmpty() {
    return mapped.isEmpty();
  }

  boolean isMapped(String owner, String field) {
    return mapped.getOrDefault(owner, Set.of()).contains(field);
  }

  /**
   * The class and those above it, up to the base of all models; empty if it is no model, or if a
   * class above it is not there: then it cannot be loaded, let alone written to.
   */
  private static Set<String> lineage(TypeDescription type) {
    Set<String> names = new HashSet<>();
    try {
      for (TypeDefinition c = type; c != null; c = c.getSuperClass()) {
        TypeDescription plain = c.asErasure();
        if (plain.getName().equals(ROOT)) {
          return Set.copyOf(names);
        }
        if (plain.getName().startsWith("java.")) {
          return Set.of();
        }
        names.add(plain.getInternalName());
      }
    } catch (TypePool.Resolution.NoSuchTypeException e) {
      return Set.of();
    }
    return Set.of();
  }

  private static Set<String> lineage(Class<?> type) {
    Set<String> names = new HashSet<>();
    for (Class<?> c = type; c != null; c = c.getSuperclass()) {
      if (c.getName().equals(ROOT)) {
        return Set.copyOf(names);
      }
      names.add(internalName(c));
    }
    return Set.of();
  }

  private static String internalName(Class<?> type) {
    return type.getName().replace('.', '/');
  }

  /** The mapping itself would refuse a bad model of the nest here, instead of at its own use. */
  private static Set<String> mappedFields(Class<?> model) {
    Set<String> names = new HashSet<>();
    for (Field field : model.getDeclaredFields()) {
      if ((field.getModifiers() & (Modifier.STATIC | Modifier.TRANSIENT)) == 0
          && !field.isSynthetic()
          && !field.isAnnotationPresent(Transient.class)) {
        names.add(field.getName());
      }
    }
    return Set.copyOf(names);
  }

  private static Set<String> mappedFields(TypeDescription model) {
    return model.getDeclaredFields().stream()
        .filter(ModelNest::isMapped)
        .map(FieldDescription::getName)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** As the mapping sees it, which has loaded classes before it. */
  private static boolean isMapped(FieldDescription.InDefinedShape field) {
    return !field.isStatic()
        && !field.isTransient()
        && !field.isSynthetic()
        && !field.getDeclaredAnnotations().isAnnotationPresent(Transient.class);
  }
}

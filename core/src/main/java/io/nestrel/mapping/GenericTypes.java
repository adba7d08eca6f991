// SPDX-License-Identifier: Apache-2.0
package io.nestrel.mapping;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the type variables of a class's superclasses stand for, so that {@code ID id} has a type.
 */
final class GenericTypes {
  private final Map<TypeVariable<?>, Type> arguments = new HashMap<>();

  GenericTypes(Class<?> type) {
    for (Class<?> c = type; c != null; c = c.getSuperclass()) {
      if (c.getGenericSuperclass() instanceof ParameterizedType parent) {
        TypeVariable<?>[] variables = ((Class<?>) parent.getRawType()).getTypeParameters();
        for (int i = 0; i < variables.length; i++) {
          arguments.put(variables[i], parent.getActualTypeArguments()[i]);
        }
      }
    }
  }

  /**
   * The class of a field's type; null where a variable is given no type, or the type is an array of
   * one.
   */
  @Nullable Class<?> resolve(Type type) {
    if (type instanceof Class<?> c) {
      return c;
    } else if (type instanceof ParameterizedType parameterized) {
      return (Class<?>) parameterized.getRawType();
    } else if (type instanceof TypeVariable<?> variable) {
      Type argument = arguments.get(variable);
      return argument == null ? null : resolve(argument);
    } else if (type instanceof GenericArrayType array) {
      Class<?> component = resolve(array.getGenericComponentType());
      return component == null ? null : component.arrayType();
    }
    return null;
  }
}

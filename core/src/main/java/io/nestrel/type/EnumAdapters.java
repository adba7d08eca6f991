// SPDX-License-Identifier: Apache-2.0
package io.nestrel.type;

import io.nestrel.error.DataConversionException;
import java.util.Arrays;

/** Enums, stored by name or by ordinal. */
public final class EnumAdapters {
  private EnumAdapters() {}

  /** Stores {@link Enum#name()}. */
  @SuppressWarnings({"unchecked", "rawtypes"}) // an enum class by the check
  public static TypeAdapter<?> byName(Class<?> type) {
    return named((Class) checked(type));
  }

  /** Stores {@link Enum#ordinal()}: the order of the constants must then never change. */
  @SuppressWarnings({"unchecked", "rawtypes"}) // an enum class by the check
  public static TypeAdapter<?> byOrdinal(Class<?> type) {
    return numbered((Class) checked(type));
  }

  private static <E extends Enum<E>> TypeAdapter<E> named(Class<E> type) {
    return new ConvertingAdapter<>(
        type,
        String.class,
        E::name,
        name -> {
          for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(name)) {
              return constant;
            }
          }
          throw unknown(type, "'" + name + "'");
        },
        TypeAdapters::enumNames,
        null);
  }

  private static <E extends Enum<E>> TypeAdapter<E> numbered(Class<E> type) {
    E[] constants = type.getEnumConstants();
    return TypeAdapter.of(
        type,
        Integer.class,
        E::ordinal,
        ordinal -> {
          if (ordinal < 0 || ordinal >= constants.length) {
            throw unknown(type, ordinal.toString());
          }
          return constants[ordinal];
        });
  }

  private static DataConversionException unknown(Class<?> type, String stored) {
    return new DataConversionException(
        "%s has no constant %s, only %s"
            .formatted(type.getName(), stored, Arrays.toString(type.getEnumConstants())));
  }

  private static Class<?> checked(Class<?> type) {
    if (!type.isEnum()) {
      throw new IllegalArgumentException(type.getName() + " is no enum");
    }
    return type;
  }
}

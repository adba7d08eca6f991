// SPDX-License-Identifier: Apache-2.0
package io.nestrel.mapping;

import io.nestrel.type.Json;
import io.nestrel.type.TypeAdapter;
import org.jspecify.annotations.Nullable;

/**
 * A column and the field behind it. There is one for each column of a mapping, so it equals itself
 * alone. Immutable.
 *
 * @param index its place among the columns of the mapping, from 0
 * @param name as in the schema, unquoted
 * @param property the field's name
 * @param type the field's type with type variables resolved; may be primitive
 * @param part which of the classes that declare mapped fields declares this one, topmost first
 * @param field its number within that class
 * @param adapter how its values are compared, copied and (bound to a database) stored; null for a
 *     primitive that needs none
 * @param ownAdapter whether the adapter was named on the field
 */
public record MappedColumn(
    int index,
    String name,
    String property,
    Class<?> type,
    int part,
    int field,
    @Nullable TypeAdapter<?> adapter,
    boolean ownAdapter) {

  /** Whether its values may be long: texts, which their {@code toString} is, or bytes. */
  public boolean isLong() {
    return type == String.class || type == Json.class || type == byte[].class;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}

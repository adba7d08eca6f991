// SPDX-License-Identifier: Apache-2.0
package io.nestrel.type;

import java.lang.reflect.Array;
import java.util.Objects;

/**
 * What is the same for all arrays, however they are stored: they are mutable, so they are
 * remembered by a copy and compared by their elements.
 *
 * @param <A> an array of primitives or of immutable objects
 */
public abstract class ArrayAdapter<A> implements TypeAdapter<A> {
  private final Class<A> type;

  /**
   * @throws IllegalArgumentException if the type is no array
   */
  protected ArrayAdapter(Class<A> type) {
    if (!type.isArray()) {
      throw new IllegalArgumentException(type.getName() + " is no array");
    }
    this.type = type;
  }

  @Override
  public final Class<A> type() {
    return type;
  }

  @Override
  public final boolean same(A first, A second) {
    return Objects.deepEquals(first, second);
  }

  @Override
  public final boolean isMutable() {
    return true;
  }

  @Override
  public final A copy(A value) {
    int length = Array.getLength(value);
    Object copy = Array.newInstance(type.getComponentType(), length);
    System.arraycopy(value, 0, copy, 0, length);
    return type.cast(copy);
  }
}

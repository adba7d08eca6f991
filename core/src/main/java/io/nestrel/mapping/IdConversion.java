// SPDX-License-Identifier: Apache-2.0
package io.nestrel.mapping;

import io.nestrel.type.StandardTypes;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.UUID;

/** An id as the application has it at hand, in the type of the model's id. */
final class IdConversion {
  private IdConversion() {}

  static Object convert(Mapping<?> mapping, Object value) {
    if (value == null) { // whatever the annotations say, it comes from the application
      throw new IllegalArgumentException(
          "The id of %s is null, as of a record that was never saved: there is no such row"
              .formatted(mapping.type().getSimpleName()));
    }
    Class<?> declared = mapping.id().type();
    Class<?> type = StandardTypes.BOXES.getOrDefault(declared, declared);
    if (type.isInstance(value)) {
      return value;
    }
    try {
      if (value instanceof Number number && Number.class.isAssignableFrom(type)) {
        return number(new BigDecimal(number.toString()), type);
      } else if (type == UUID.class && value instanceof CharSequence text) {
        return UUID.fromString(text.toString());
      }
    } catch (ArithmeticException | IllegalArgumentException e) {
      throw mismatch(mapping, value, e);
    }
    throw mismatch(mapping, value, null);
  }

  private static Object number(BigDecimal value, Class<?> type) {
    if (type == Long.class) {
      return value.longValueExact();
    } else if (type == Integer.class) {
      return value.intValueExact();
    } else if (type == Short.class) {
      return value.shortValueExact();
    } else if (type == Byte.class) {
      return value.byteValueExact();
    } else if (type == BigInteger.class) {
      return value.toBigIntegerExact();
    } else if (type == BigDecimal.class) {
      return value;
    }
    throw new ArithmeticException();
  }

  private static IllegalArgumentException mismatch(
      Mapping<?> mapping, Object value, @org.jspecify.annotations.Nullable Exception cause) {
    return new IllegalArgumentException(
        "The id of %s is a %s; the %s %s cannot be one"
            .formatted(
                mapping.type().getSimpleName(),
                mapping.id().type().getSimpleName(),
                value.getClass().getSimpleName(),
                value),
        cause);
  }
}

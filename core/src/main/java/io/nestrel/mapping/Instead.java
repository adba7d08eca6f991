// SPDX-License-Identifier: Apache-2.0
package io.nestrel.mapping;

import io.nestrel.annotation.Id;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Collection;
import java.util.Date;
import java.util.Map;
import java.util.Optional;

/** What to use for types of fields that no column holds, but that people try first. */
final class Instead {
  private Instead() {}

  /** The beginning of an advice, or an empty text. */
  static String of(Class<?> type) {
    if (isModel(type)) {
      return "keep its id in the field, and find it by that; or else ";
    } else if (Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type)) {
      return "keep the elements in a table of their own, or as Json; or else ";
    } else if (type == Optional.class) {
      return "let the field be null, and make an Optional where it is asked for; or else ";
    } else if (Date.class.isAssignableFrom(type) || Calendar.class.isAssignableFrom(type)) {
      return "use Instant, LocalDate or LocalDateTime; or else ";
    } else if (type == ZonedDateTime.class) {
      return "use Instant or OffsetDateTime; or else ";
    }
    return "";
  }

  private static boolean isModel(Class<?> type) {
    for (Class<?> c = type; c != null; c = c.getSuperclass()) {
      if (Arrays.stream(c.getDeclaredFields()).anyMatch(f -> f.isAnnotationPresent(Id.class))) {
        return true;
      }
    }
    return false;
  }
}

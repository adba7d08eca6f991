// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.postgres;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.SignStyle;
import java.time.temporal.ChronoField;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Dates and moments as PostgreSQL reads them. In arrays the driver would print them as Java does,
 * with years that the server does not read: before the year 1 and after 9999.
 */
final class PostgresTexts {
  private static final DateTimeFormatter DATE = withEra("");
  private static final DateTimeFormatter MOMENT = withEra(" HH:mm:ss.SSSSSSSSS'+00'");

  private PostgresTexts() {}

  /** The text of each element; a null stays one. */
  static @Nullable String[] of(@Nullable Object[] values) {
    @Nullable String[] texts = new String[values.length];
    for (int i = 0; i < texts.length; i++) {
      if (values[i] instanceof LocalDate date) {
        texts[i] = DATE.format(date);
      } else if (values[i] instanceof Instant moment) {
        texts[i] = MOMENT.format(moment.atOffset(ZoneOffset.UTC));
      }
    }
    return texts;
  }

  private static DateTimeFormatter withEra(String time) {
    return new DateTimeFormatterBuilder()
        .appendValue(ChronoField.YEAR_OF_ERA, 4, 10, SignStyle.NOT_NEGATIVE)
        .appendPattern("-MM-dd" + time)
        .appendText(ChronoField.ERA, Map.of(0L, " BC", 1L, ""))
        .toFormatter(java.util.Locale.ROOT);
  }
}

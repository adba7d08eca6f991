// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.sqlite;

import io.nestrel.error.DataConversionException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Dates and times in the format of SQLite's own functions (sqlite.org/lang_datefunc.html), such as
 * {@code 2026-01-31 23:59:59.123456}: moments in UTC, fractions without trailing zeros. Texts then
 * sort in the order of time, also beside CURRENT_TIMESTAMP. An {@code OffsetDateTime} is its moment
 * with the offset behind it: {@code 2026-01-31 23:59:59 Z[+01:00]}. ISO 8601 is read too.
 */
final class SqliteTimes {
  /** Texts of other years would not sort; SQLite's functions know no others either. */
  private static final int MAX_YEAR = 9999;

  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .appendPattern("HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .toFormatter(java.util.Locale.ROOT);
  private static final DateTimeFormatter DATE_TIME =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendLiteral(' ')
          .append(TIME)
          .toFormatter(java.util.Locale.ROOT);
  private static final Pattern WITH_OFFSET = Pattern.compile("(.*) Z\\[(.*)]");
  private static final Pattern ENDS_WITH_OFFSET =
      Pattern.compile(".*(Z|[+-]\\d\\d:\\d\\d(:\\d\\d)?)");

  private SqliteTimes() {}

  static String format(LocalDate value) {
    checkYear(value, value.getYear());
    return value.toString();
  }

  static String format(LocalTime value) {
    return TIME.format(value);
  }

  static String format(LocalDateTime value) {
    checkYear(value, value.getYear());
    return DATE_TIME.format(value);
  }

  static String format(Instant value) {
    boolean tooFar =
        value.isBefore(Instant.parse("0000-01-01T00:00:00Z"))
            || value.isAfter(Instant.parse("9999-12-31T23:59:59.999999999Z"));
    if (tooFar) {
      throw outOfRange(value);
    }
    return DATE_TIME.format(value.atOffset(ZoneOffset.UTC));
  }

  static String format(OffsetDateTime value) {
    return "%s Z[%s]".formatted(format(value.toInstant()), value.getOffset());
  }

  static LocalDate date(String text) {
    return LocalDate.parse(text);
  }

  static LocalTime time(String text) {
    return LocalTime.parse(text);
  }

  static LocalDateTime dateTime(String text) {
    return LocalDateTime.parse(iso(text));
  }

  static Instant instant(String text) {
    return offsetDateTime(text).toInstant();
  }

  /** Text without an offset is in UTC, as SQLite's functions have it. */
  static OffsetDateTime offsetDateTime(String text) {
    Matcher own = WITH_OFFSET.matcher(text);
    if (own.matches()) {
      return dateTime(own.group(1)).toInstant(ZoneOffset.UTC).atOffset(ZoneOffset.of(own.group(2)));
    }
    String iso = iso(text);
    return ENDS_WITH_OFFSET.matcher(iso.substring(Math.min(10, iso.length()))).matches()
        ? OffsetDateTime.parse(iso)
        : LocalDateTime.parse(iso).atOffset(ZoneOffset.UTC);
  }

  private static String iso(String text) {
    return text.length() > 10 && text.charAt(10) == ' '
        ? text.substring(0, 10) + 'T' + text.substring(11)
        : text;
  }

  private static void checkYear(TemporalAccessor value, int year) {
    if (year < 0 || year > MAX_YEAR) {
      throw outOfRange(value);
    }
  }

  private static DataConversionException outOfRange(TemporalAccessor value) {
    return new DataConversionException(
        "SQLite keeps dates as text, which sorts from year 0000 to 9999; %s is outside"
            .formatted(value));
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.sqlite;

import io.nestrel.error.DataConversionException;
import io.nestrel.type.CheckedDoubles;
import io.nestrel.type.StandardTypes;
import io.nestrel.type.TypeAdapter;
import io.nestrel.type.TypeAdapters;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * How SQLite stores what it has no type for, so that it sorts and compares correctly: decimals as
 * text with the collation {@code decimal}, moments as text in UTC in SQLite's own format, UUIDs as
 * text. What would be changed silently is refused: NaN, which becomes NULL.
 */
final class SqliteTypes {
  private static final CheckedDoubles DOUBLES = new CheckedDoubles(SqliteTypes::number);

  static final TypeAdapters ADAPTERS = new TypeAdapters(adapters(), DOUBLES.primitives());

  private SqliteTypes() {}

  private static List<TypeAdapter<?>> adapters() {
    List<TypeAdapter<?>> adapters = new ArrayList<>(StandardTypes.all());
    adapters.addAll(DOUBLES.adapters());
    adapters.addAll(
        List.of(
            decimal(BigDecimal.class, SqliteTypes::plain, BigDecimal::new),
            decimal(
                BigInteger.class,
                BigInteger::toString,
                text -> new BigDecimal(text).toBigIntegerExact()),
            text(UUID.class, UUID::toString, UUID::fromString),
            text(LocalDate.class, SqliteTimes::format, SqliteTimes::date),
            text(LocalTime.class, SqliteTimes::format, SqliteTimes::time),
            text(LocalDateTime.class, SqliteTimes::format, SqliteTimes::dateTime),
            text(Instant.class, SqliteTimes::format, SqliteTimes::instant),
            text(OffsetDateTime.class, SqliteTimes::format, SqliteTimes::offsetDateTime)));
    return adapters;
  }

  /** Keeps scale and digits, also a negative scale, which has no plain form. */
  private static String plain(BigDecimal value) {
    return value.scale() < 0 ? value.toString() : value.toPlainString();
  }

  private static <T> TypeAdapter<T> text(
      Class<T> type, Function<T, String> format, Function<String, T> parse) {
    return new TextAdapter<>(type, format, parse, null);
  }

  private static <T> TypeAdapter<T> decimal(
      Class<T> type, Function<T, String> format, Function<String, T> parse) {
    return new TextAdapter<>(type, format, parse, DecimalCollation.NAME);
  }

  private static double number(double value) {
    if (Double.isNaN(value)) {
      throw new DataConversionException(
          "SQLite cannot store NaN: it would become NULL. Use null, or store another value");
    }
    return value;
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import io.nestrel.testkit.Sample.Money;
import io.nestrel.testkit.Sample.Suit;
import io.nestrel.type.Json;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** Values of every type, ascending, the extremes that all databases hold among them. */
final class SampleValues {
  private static final BigDecimal DIGITS_38 =
      new BigDecimal("12345678901234567890123456789.012345678");

  /** By the type of the field; primitives as their boxes. Texts sort differently everywhere. */
  static final Map<Class<?>, List<?>> BY_TYPE =
      Map.ofEntries(
          Map.entry(Long.class, List.of(Long.MIN_VALUE, -1L, 0L, 1L << 53 | 1, Long.MAX_VALUE)),
          Map.entry(Integer.class, List.of(Integer.MIN_VALUE, -1, 0, 1, Integer.MAX_VALUE)),
          Map.entry(Short.class, List.of(Short.MIN_VALUE, (short) -1, (short) 0, Short.MAX_VALUE)),
          Map.entry(Byte.class, List.of(Byte.MIN_VALUE, (byte) -1, (byte) 0, Byte.MAX_VALUE)),
          Map.entry(Boolean.class, List.of(false, true)),
          Map.entry(
              Double.class,
              List.of(-Double.MAX_VALUE, -0.1, 0.0, Double.MIN_NORMAL, 0.1, Double.MAX_VALUE)),
          Map.entry(Float.class, List.of(-1e38f, -0.1f, 0f, 0.1f, 16_777_218f, 1e38f)),
          Map.entry(Character.class, List.of('a', 'z', 'ß', '\u20ac', '\uffee')),
          Map.entry(String.class, List.of("", " ", "'; --\n\"`\\", "ein Gruß \ud83d\ude00")),
          Map.entry(
              BigDecimal.class,
              List.of(
                  DIGITS_38.negate(),
                  new BigDecimal("-10.5"),
                  new BigDecimal("-9.50"),
                  new BigDecimal("0.00"),
                  new BigDecimal("0.00000001"),
                  new BigDecimal("9.5"),
                  new BigDecimal("10"),
                  new BigDecimal("100.10"),
                  DIGITS_38)),
          Map.entry(
              BigInteger.class,
              List.of(
                  BigInteger.TEN.pow(37).negate(),
                  BigInteger.valueOf(-9),
                  BigInteger.ZERO,
                  BigInteger.valueOf(9),
                  BigInteger.TEN,
                  BigInteger.TEN.pow(37).add(BigInteger.ONE))),
          Map.entry(Suit.class, List.of(Suit.CLUBS, Suit.HEARTS)),
          Map.entry(
              UUID.class,
              List.of(
                  new UUID(0, 0),
                  UUID.fromString("123e4567-e89b-12d3-a456-426614174000"),
                  UUID.fromString("ffffffff-ffff-ffff-ffff-ffffffffffff"))),
          Map.entry(
              LocalDate.class,
              List.of(
                  LocalDate.of(1000, 1, 1),
                  LocalDate.of(1582, 10, 10),
                  LocalDate.of(2024, 2, 29),
                  LocalDate.of(9999, 12, 31))),
          Map.entry(
              LocalTime.class,
              List.of(
                  LocalTime.MIDNIGHT,
                  LocalTime.of(9, 5),
                  LocalTime.of(9, 5, 0, 1_000),
                  LocalTime.of(23, 59, 59, 999_999_000))),
          Map.entry(
              LocalDateTime.class,
              List.of(
                  LocalDateTime.of(1000, 1, 1, 0, 0),
                  LocalDateTime.of(2026, 3, 29, 2, 30), // does not exist in many a zone
                  LocalDateTime.of(2026, 3, 29, 2, 30, 0, 100_000_000),
                  LocalDateTime.of(2026, 3, 29, 2, 30, 0, 120_000_000),
                  LocalDateTime.of(9999, 12, 31, 23, 59, 59, 999_999_000))),
          Map.entry(
              Instant.class,
              List.of(
                  Instant.parse("1000-01-01T00:00:00Z"),
                  Instant.EPOCH.minusNanos(1_000),
                  Instant.EPOCH,
                  Instant.parse("2026-10-25T00:30:00.123456Z"),
                  Instant.parse("2026-10-25T01:30:00.12Z"),
                  Instant.parse("9999-12-31T00:00:00Z"))),
          Map.entry(
              OffsetDateTime.class,
              List.of(
                  OffsetDateTime.parse("2026-01-01T00:30:00+01:00"),
                  OffsetDateTime.parse("2025-12-31T23:45:00Z"),
                  OffsetDateTime.parse("2025-12-31T15:50:00.5-08:00"),
                  OffsetDateTime.parse("2026-01-01T05:30:00.123456+05:30"))),
          Map.entry(
              Duration.class,
              List.of(
                  Duration.ofDays(-400_000),
                  Duration.ofNanos(-1_000),
                  Duration.ZERO,
                  Duration.ofMillis(9_500),
                  Duration.ofSeconds(10),
                  Duration.ofDays(400_000).plusNanos(1_000))),
          Map.entry(
              Json.class,
              Stream.of("null", "[]", "{\"a\": 1}", "\"ein Gru\u00df\"").map(Json::new).toList()),
          Map.entry(Money.class, List.of(new Money(-5), new Money(0), new Money(1_000))));

  private SampleValues() {}

  static List<Object> of(Class<?> fieldType) {
    if (fieldType == byte[].class) {
      return List.of(new byte[0], new byte[] {0, -1, 127}, new byte[100_000]);
    }
    Class<?> boxed = java.lang.invoke.MethodType.methodType(fieldType).wrap().returnType();
    return new ArrayList<>(java.util.Objects.requireNonNull(BY_TYPE.get(boxed)));
  }
}

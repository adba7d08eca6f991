// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.ActiveRecord;
import io.nestrel.Model;
import io.nestrel.annotation.Id;
import io.nestrel.backend.Backend;
import io.nestrel.error.DataConversionException;
import io.nestrel.error.UnsupportedFeatureException;
import io.nestrel.testkit.TypeContract;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Types on SQLite, beyond what every database does. */
class SqliteTypeTest implements TypeContract {
  private static final Map<Class<?>, String> COLUMN_TYPES =
      Map.ofEntries(
          Map.entry(Long.class, "INTEGER"),
          Map.entry(Integer.class, "INTEGER"),
          Map.entry(Short.class, "INTEGER"),
          Map.entry(Byte.class, "INTEGER"),
          Map.entry(Boolean.class, "INTEGER"),
          Map.entry(Double.class, "REAL"),
          Map.entry(Float.class, "REAL"),
          Map.entry(byte[].class, "BLOB"));

  private final Backend backend = Backend.open("jdbc:sqlite::memory:");

  @Override
  public Backend backend() {
    return backend;
  }

  @Override
  public Map<Class<?>, String> columnTypes() {
    return COLUMN_TYPES;
  }

  private Object stored(Object value) {
    return backend.query("SELECT ? || ''", row -> row.getString(1), value).get(0);
  }

  @Test
  void texts_are_those_of_sqlites_own_functions() {
    assertThat(stored(Instant.parse("2026-01-31T23:59:59.120Z")))
        .isEqualTo("2026-01-31 23:59:59.12");
    assertThat(stored(Instant.parse("2026-01-31T23:59:00Z"))).isEqualTo("2026-01-31 23:59:00");
    assertThat(stored(OffsetDateTime.parse("2026-01-31T23:59:59+01:00")))
        .isEqualTo("2026-01-31 22:59:59 Z[+01:00]");
    assertThat(stored(new BigDecimal("1E+3"))).isEqualTo("1E+3");
    assertThat(stored(new BigDecimal("0.0000000001"))).isEqualTo("0.0000000001");
    assertThat(stored(Duration.ofMillis(-1500))).isEqualTo("-1.5");
    assertThat(backend.query("SELECT CURRENT_TIMESTAMP", Instant.class).get(0))
        .isBetween(Instant.EPOCH, Instant.now().plusSeconds(1));
  }

  @Test
  void iso_8601_is_read_too() {
    assertThat(backend.query("SELECT '2026-01-31T23:59:59.5+01:00'", Instant.class))
        .containsExactly(Instant.parse("2026-01-31T22:59:59.5Z"));
    assertThat(backend.query("SELECT '2026-01-31 23:59'", LocalDateTime.class))
        .containsExactly(LocalDateTime.of(2026, 1, 31, 23, 59));
  }

  @Test
  void nothing_is_lost_of_extreme_values() {
    List<Object> values =
        List.of(
            Duration.ofSeconds(Long.MAX_VALUE, 999_999_999),
            Duration.ofSeconds(Long.MIN_VALUE),
            Instant.parse("0000-01-01T00:00:00.000000001Z"),
            Instant.parse("9999-12-31T23:59:59.999999999Z"),
            OffsetDateTime.of(LocalDateTime.of(2026, 1, 1, 0, 0), ZoneOffset.ofHours(18)),
            new BigDecimal(BigInteger.TEN.pow(200), 150),
            "\0 and on",
            Double.POSITIVE_INFINITY,
            Float.MIN_VALUE,
            '\0');
    for (Object value : values) {
      assertThat(backend.query("SELECT ?", value.getClass(), value).get(0)).isEqualTo(value);
    }
  }

  @Test
  void decimals_are_calculated_exactly_by_functions() {
    backend.execute("CREATE TABLE prices (kind TEXT, price TEXT COLLATE decimal)");
    for (String price : new String[] {"0.10", "0.20", "1000000000000000000000.05"}) {
      backend.execute("INSERT INTO prices VALUES ('a', ?)", new BigDecimal(price));
    }
    backend.execute("INSERT INTO prices VALUES ('b', NULL), ('b', 2)");
    assertThat(
            backend.query(
                "SELECT decimal_sum(price) FROM prices GROUP BY kind ORDER BY kind",
                BigDecimal.class))
        .containsExactly(new BigDecimal("1000000000000000000000.35"), new BigDecimal("2"));
    assertThat(backend.query("SELECT decimal_sum(price) FROM prices WHERE 0", BigDecimal.class))
        .containsOnlyNulls();
    assertThat(
            backend.query(
                "SELECT decimal_mul(decimal_sub(?, '0.1'), decimal_add('1.1', 1))",
                BigDecimal.class,
                new BigDecimal("0.3")))
        .containsExactly(new BigDecimal("0.42"));
    assertThatThrownBy(() -> backend.query("SELECT decimal_add('x', 1)", BigDecimal.class))
        .hasMessageContaining("'x' is no decimal number");
  }

  static List<Object> unstorable() {
    return List.of(
        Double.NaN,
        Float.NaN,
        "half \ud83d of a pair",
        '\ude00',
        LocalDate.of(10_000, 1, 1),
        LocalDateTime.of(-1, 1, 1, 0, 0),
        Instant.MAX,
        OffsetDateTime.MIN);
  }

  @ParameterizedTest
  @MethodSource("unstorable")
  void what_would_be_changed_silently_is_refused(Object value) {
    assertThatThrownBy(() -> backend.query("SELECT ?", value.getClass(), value))
        .isInstanceOf(DataConversionException.class);
  }

  @Test
  void text_that_is_no_value_of_the_type_names_the_column() {
    assertThatThrownBy(() -> backend.query("SELECT 'soon' AS due", LocalDate.class))
        .isInstanceOf(DataConversionException.class)
        .hasMessageContaining("Column due holds 'soon', which is no LocalDate");
  }

  @Test
  void arrays_are_refused_with_the_way_out() {
    assertThatThrownBy(() -> backend.execute("SELECT ?", new int[] {1}))
        .isInstanceOf(UnsupportedFeatureException.class)
        .hasMessageContaining("int[] cannot be stored")
        .hasMessageContaining("as many ? as there are");
    assertThatThrownBy(() -> backend.query("SELECT 1", String[].class))
        .isInstanceOf(UnsupportedFeatureException.class);
    backend.execute("CREATE TABLE tag_lists (id INTEGER PRIMARY KEY, tags TEXT)");
    assertThatThrownBy(() -> Model.of(TagList.class).on(backend).save(new TagList()))
        .isInstanceOf(UnsupportedFeatureException.class)
        .hasMessageContaining("TypeAdapters.register");
  }

  @SuppressWarnings("UnusedVariable") // columns
  static final class TagList extends ActiveRecord<TagList> {
    @Id private long id;
    private String[] tags = {"a"};
  }
}

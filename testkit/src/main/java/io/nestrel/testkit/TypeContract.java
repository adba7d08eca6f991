// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.Model;
import io.nestrel.error.DataConversionException;
import java.lang.reflect.Field;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every type survives a round trip exactly, and sorts and compares as it does in Java. */
public interface TypeContract extends Contract {

  /** The types of columns for values of Java types that are no primitives; else it is TEXT. */
  Map<Class<?>, String> columnTypes();

  @AfterEach
  default void closeBackend() {
    backend().close();
  }

  /** Whether the offset of an {@code OffsetDateTime} is kept; else it comes back in UTC. */
  default boolean keepsOffsets() {
    return true;
  }

  /** Whether a decimal keeps its trailing zeros; else it comes back with the column's scale. */
  default boolean keepsScale() {
    return true;
  }

  private @Nullable Object kept(@Nullable Object value) {
    if (value instanceof BigDecimal decimal) {
      return keepsScale() ? decimal : decimal.stripTrailingZeros();
    }
    return value instanceof OffsetDateTime moment ? kept(moment) : value;
  }

  private OffsetDateTime kept(OffsetDateTime moment) {
    return keepsOffsets() ? moment : moment.withOffsetSameInstant(ZoneOffset.UTC);
  }

  private Model<Sample> samples() {
    String columns =
        Sample.fields().stream()
            .map(
                f ->
                    backend().dialect().quote(column(f))
                        + " "
                        + columnTypes().getOrDefault(stored(f), "TEXT"))
            .collect(Collectors.joining(", "));
    backend()
        .execute(
            "CREATE TABLE samples (id %s NOT NULL PRIMARY KEY, %s)"
                .formatted(columnTypes().get(Long.class), columns));
    return Sample.SAMPLES.on(backend());
  }

  private static String column(Field field) {
    return field.getName().replaceAll("([A-Z])", "_$1").toLowerCase(java.util.Locale.ROOT);
  }

  private static Class<?> stored(Field field) {
    if (field.getName().equals("suitNumber")) {
      return Integer.class;
    } else if (field.getType() == Sample.Money.class) {
      return Long.class;
    }
    return field.getType().isEnum()
        ? String.class
        : java.lang.invoke.MethodType.methodType(field.getType()).wrap().returnType();
  }

  private static Sample sample(long id) {
    Sample sample = new Sample();
    sample.id(id);
    return sample;
  }

  @Test
  default void every_value_survives_exactly() {
    Model<Sample> samples = samples();
    int most =
        Sample.fields().stream().mapToInt(f -> SampleValues.of(f.getType()).size()).max().orElse(0);
    for (int row = 0; row < most; row++) {
      Sample saved = sample(row);
      for (Field field : Sample.fields()) {
        List<Object> values = SampleValues.of(field.getType());
        saved.set(field.getName(), values.get(row % values.size()));
      }
      samples.save(saved);
      assertThat(saved.isChanged()).isFalse();
      Sample loaded = samples.get(row);
      for (Field field : Sample.fields()) {
        assertThat(kept(loaded.get(field.getName())))
            .as(field.getName())
            .isEqualTo(kept(saved.get(field.getName())));
      }
      assertThat(loaded.isChanged()).isFalse();
    }
  }

  @Test
  default void nulls_survive_in_every_type_that_has_them() {
    Model<Sample> samples = samples();
    samples.save(sample(1));
    Sample loaded = samples.get(1);
    for (Field field : Sample.fields()) {
      if (!field.getType().isPrimitive()) {
        assertThat(loaded.get(field.getName())).as(field.getName()).isNull();
      }
    }
  }

  @Test
  default void values_sort_and_compare_as_in_java() {
    Model<Sample> samples = samples();
    for (Field field : Sample.fields()) {
      boolean compares =
          Comparable.class.isAssignableFrom(stored(field))
              && stored(field) != String.class
              && stored(field) != Character.class;
      if (!compares) {
        continue;
      }
      samples.query().deleteAll();
      List<Object> values = SampleValues.of(field.getType());
      List<Integer> shuffled =
          IntStream.range(0, values.size()).boxed().collect(Collectors.toList());
      Collections.shuffle(shuffled, new Random(1));
      shuffled.forEach(i -> samples.save(sample(i).set(field.getName(), values.get(i))));
      List<Object> sorted =
          samples.query().orderBy(field.getName()).list().stream()
              .map(loaded -> kept(loaded.get(field.getName())))
              .collect(Collectors.toList());
      assertThat(sorted)
          .as(field.getName())
          .isEqualTo(values.stream().map(value -> kept(value)).toList());
      String condition = backend().dialect().quote(column(field));
      for (int i = 0; i < values.size(); i++) {
        Object value = field.getName().equals("suitNumber") ? i : values.get(i);
        assertThat(samples.where(condition + " < ?", value).count())
            .as("%s < %s", field.getName(), value)
            .isEqualTo(i);
        assertThat(samples.where(condition + " = ?", value).count())
            .as("%s = %s", field.getName(), value)
            .isEqualTo(1);
      }
    }
  }

  @Test
  default void decimals_are_equal_whatever_their_scale_and_keep_it() {
    Model<Sample> samples = samples();
    samples.save(sample(1).set("decimal", new BigDecimal("10.50")));
    Sample found =
        samples
            .where(
                "\"decimal\" = ?".replace("\"decimal\"", quotedDecimal()), new BigDecimal("10.5"))
            .one();
    assertThat(kept(found.get("decimal"))).isEqualTo(kept(new BigDecimal("10.50")));
    assertThat(found.set("decimal", new BigDecimal("10.5")).changedFields())
        .containsExactly("decimal");
  }

  private String quotedDecimal() {
    return backend().dialect().quote("decimal");
  }

  @Test
  default void bytes_changed_in_place_are_a_change() {
    Model<Sample> samples = samples();
    byte[] bytes = {1, 2};
    Sample saved = samples.save(sample(1).set("bytes", bytes));
    bytes[0] = 9;
    assertThat(saved.changedFields()).containsExactly("bytes");
    saved.save();
    assertThat(samples.get(1).get("bytes")).isEqualTo(new byte[] {9, 2});
  }

  @Test
  default void what_a_primitive_cannot_hold_is_refused() {
    Model<Sample> samples = samples();
    samples.save(sample(1));
    samples.query().update(backend().dialect().quote("an_int") + " = NULL");
    assertThatThrownBy(() -> samples.get(1))
        .isInstanceOf(DataConversionException.class)
        .hasMessageContaining("an_int")
        .hasMessageContaining("NULL");
  }

  @Test
  default void what_is_of_another_type_is_refused_with_its_column() {
    for (Class<?> type :
        List.of(UUID.class, Sample.Suit.class, LocalDate.class, LocalTime.class, Instant.class)) {
      assertThatThrownBy(() -> backend().query("SELECT 'other' AS wrong", type))
          .isInstanceOf(DataConversionException.class)
          .hasMessageStartingWith("Column wrong ");
    }
  }

  @Test
  default void records_and_single_columns_are_read_by_the_same_types() {
    Model<Sample> samples = samples();
    OffsetDateTime moment = OffsetDateTime.parse("2026-01-01T00:30:00+01:00");
    samples.save(sample(1).set("offsetDateTime", moment).set("suit", Sample.Suit.HEARTS));
    assertThat(
            backend()
                .query(
                    "SELECT offset_date_time, suit, a_long AS along FROM samples",
                    Sample.Row.class))
        .containsExactly(new Sample.Row(0, Sample.Suit.HEARTS, kept(moment)));
    assertThat(backend().query("SELECT suit FROM samples", Sample.Suit.class))
        .containsExactly(Sample.Suit.HEARTS);
    assertThatThrownBy(() -> backend().query("SELECT suit FROM samples", Sample.Row.class))
        .isInstanceOf(DataConversionException.class)
        .hasMessageContaining("along");
  }
}

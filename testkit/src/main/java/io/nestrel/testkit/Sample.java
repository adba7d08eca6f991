// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import io.nestrel.ActiveRecord;
import io.nestrel.Model;
import io.nestrel.annotation.Column;
import io.nestrel.annotation.Id;
import io.nestrel.type.Json;
import io.nestrel.type.TypeAdapter;
import io.nestrel.type.TypeAdapters;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A model with a field of every type. The fields are set by the contract beside it. */
@SuppressWarnings("UnusedVariable") // the fields are read and set by their names
final class Sample extends ActiveRecord<Sample> {
  static final Model<Sample> SAMPLES = Model.of(Sample.class);

  static {
    TypeAdapters.register(Money.class, Long.class, Money::cents, Money::new);
  }

  /** Stored by name or by ordinal. */
  enum Suit {
    CLUBS,
    HEARTS {
      @Override
      public String toString() {
        return "a constant with a body";
      }
    }
  }

  /** Components in another order than the columns. */
  record Row(int along, Suit suit, OffsetDateTime offsetDateTime) {}

  /** Of the application's own, registered for all its fields. */
  record Money(long cents) {}

  /** Stores a text reversed; named on one field. */
  static final class Reversed implements TypeAdapter<String> {
    private final TypeAdapter<String> delegate =
        TypeAdapter.of(String.class, String.class, Reversed::reversed, Reversed::reversed);

    private static String reversed(String text) {
      return new StringBuilder(text).reverse().toString();
    }

    @Override
    public Class<String> type() {
      return String.class;
    }

    @Override
    public TypeAdapter<String> on(TypeAdapters types) {
      return delegate.on(types);
    }

    @Override
    public @Nullable String read(ResultSet row, int column) {
      throw new IllegalStateException("not bound");
    }

    @Override
    public void write(PreparedStatement statement, int index, String value) {
      throw new IllegalStateException("not bound");
    }
  }

  @Id private @Nullable Long id;
  private long aLong;
  private int anInt;
  private short aShort;
  private byte aByte;
  private boolean aBoolean;
  private double aDouble;
  private float aFloat;
  private char aChar = 'a';
  private @Nullable Long boxedLong;
  private @Nullable Integer boxedInt;
  private @Nullable Short boxedShort;
  private @Nullable Byte boxedByte;
  private @Nullable Boolean boxedBoolean;
  private @Nullable Double boxedDouble;
  private @Nullable Float boxedFloat;
  private @Nullable Character boxedChar;
  private @Nullable String text;
  private @Nullable BigDecimal decimal;
  private @Nullable BigInteger integer;
  private byte @Nullable [] bytes;
  private @Nullable Suit suit;

  @Column(ordinal = true)
  private @Nullable Suit suitNumber;

  private @Nullable UUID uuid;
  private @Nullable LocalDate date;
  private @Nullable LocalTime time;
  private @Nullable LocalDateTime dateTime;
  private @Nullable Instant instant;
  private @Nullable OffsetDateTime offsetDateTime;
  private @Nullable Duration duration;
  private @Nullable Money money;
  private @Nullable Json json;

  @Column(adapter = Reversed.class)
  private @Nullable String reversed;

  /** The names of all fields but the id. */
  static List<Field> fields() {
    return Arrays.stream(Sample.class.getDeclaredFields())
        .filter(field -> !Modifier.isStatic(field.getModifiers()) && !field.getName().equals("id"))
        .toList();
  }

  void id(long newId) {
    id = newId;
  }

  @Nullable Object get(String field) {
    try {
      return Sample.class.getDeclaredField(field).get(this);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  Sample set(String field, @Nullable Object value) {
    try {
      Sample.class.getDeclaredField(field).set(this, value);
      return this;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}

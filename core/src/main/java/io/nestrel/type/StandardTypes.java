// SPDX-License-Identifier: Apache-2.0
package io.nestrel.type;

import io.nestrel.error.DataConversionException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The built-in types, by the calls of JDBC 4.2; a dialect replaces what its driver does
 * differently.
 */
public final class StandardTypes {
  /** The primitives and their boxes. */
  public static final Map<Class<?>, Class<?>> BOXES =
      Map.of(
          long.class,
          Long.class,
          int.class,
          Integer.class,
          short.class,
          Short.class,
          byte.class,
          Byte.class,
          boolean.class,
          Boolean.class,
          double.class,
          Double.class,
          float.class,
          Float.class,
          char.class,
          Character.class);

  private static final List<TypeAdapter<?>> ALL =
      List.of(
          TypeAdapter.of(
              Long.class, (row, i) -> nullable(row.getLong(i), row), PreparedStatement::setLong),
          whole(
              Integer.class,
              Integer.MIN_VALUE,
              Integer.MAX_VALUE,
              Long::intValue,
              PreparedStatement::setInt),
          whole(
              Short.class,
              Short.MIN_VALUE,
              Short.MAX_VALUE,
              Long::shortValue,
              PreparedStatement::setShort),
          whole(
              Byte.class,
              Byte.MIN_VALUE,
              Byte.MAX_VALUE,
              Long::byteValue,
              (statement, i, value) -> statement.setShort(i, value)),
          TypeAdapter.of(
              Boolean.class,
              (row, i) -> nullable(row.getBoolean(i), row),
              PreparedStatement::setBoolean),
          TypeAdapter.of(
              Double.class,
              (row, i) -> nullable(row.getDouble(i), row),
              PreparedStatement::setDouble),
          TypeAdapter.of(
              Float.class, (row, i) -> nullable(row.getFloat(i), row), PreparedStatement::setFloat),
          TypeAdapter.of(
              String.class,
              ResultSet::getString,
              (statement, i, value) -> statement.setString(i, encodable(value))),
          TypeAdapter.of(
              Character.class, String.class, StandardTypes::fromChar, StandardTypes::toChar),
          TypeAdapter.of(
              BigDecimal.class, ResultSet::getBigDecimal, PreparedStatement::setBigDecimal),
          TypeAdapter.of(
              BigInteger.class, BigDecimal.class, BigDecimal::new, BigDecimal::toBigIntegerExact),
          new BytesAdapter(),
          object(UUID.class),
          object(LocalDate.class),
          object(LocalTime.class),
          object(LocalDateTime.class),
          object(OffsetDateTime.class),
          TypeAdapter.of(
              Instant.class,
              OffsetDateTime.class,
              instant -> instant.atOffset(ZoneOffset.UTC),
              OffsetDateTime::toInstant),
          TypeAdapter.of(
              Duration.class, BigDecimal.class, StandardTypes::seconds, StandardTypes::duration),
          TypeAdapter.of(Json.class, String.class, Json::text, Json::new));

  private static final Map<Class<?>, TypeAdapter<?>> BY_TYPE =
      ALL.stream().collect(Collectors.toUnmodifiableMap(TypeAdapter::type, adapter -> adapter));

  private StandardTypes() {}

  /** One adapter for each built-in type. */
  public static List<TypeAdapter<?>> all() {
    return ALL;
  }

  /** The adapter of a built-in type; null for others and for primitives. */
  public static @Nullable TypeAdapter<?> find(Class<?> type) {
    return BY_TYPE.get(type);
  }

  /**
   * The same text.
   *
   * @throws DataConversionException if it holds half of a surrogate pair, for which drivers would
   *     store a question mark
   */
  public static String encodable(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        boolean pair = i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1));
        if (!pair) {
          throw new DataConversionException(
              "The text has half of a surrogate pair (U+%04X) at index %d, which UTF-8 cannot hold"
                  .formatted((int) c, i));
        }
        i++;
      }
    }
    return text;
  }

  /** A text of one UTF-16 unit; half of a surrogate pair has no encoding and is refused. */
  public static String fromChar(char value) {
    if (Character.isSurrogate(value)) {
      throw new DataConversionException(
          "The char U+%04X is half of a surrogate pair and cannot be stored: use a String"
              .formatted((int) value));
    }
    return String.valueOf(value);
  }

  /** The only char of a text. */
  public static char toChar(String stored) {
    if (stored.length() != 1) {
      throw new DataConversionException(
          "A char cannot hold a text of %d chars: map the column to a String"
              .formatted(stored.length()));
    }
    return stored.charAt(0);
  }

  /** A duration as decimal seconds, which every database sorts and adds. */
  public static BigDecimal seconds(Duration value) {
    return BigDecimal.valueOf(value.getSeconds())
        .add(BigDecimal.valueOf(value.getNano(), 9))
        .stripTrailingZeros();
  }

  /** The reverse of {@link #seconds}. */
  public static Duration duration(BigDecimal seconds) {
    BigDecimal[] parts = seconds.movePointRight(9).divideAndRemainder(BigDecimal.TEN.pow(9));
    return Duration.ofSeconds(parts[0].longValueExact(), parts[1].longValueExact());
  }

  private static <T> @Nullable T nullable(T value, ResultSet row) throws SQLException {
    return row.wasNull() ? null : value;
  }

  private static <N extends Number> TypeAdapter<N> whole(
      Class<N> type,
      long low,
      long high,
      Function<Long, N> narrow,
      TypeAdapter.ParameterWriter<N> writer) {
    return TypeAdapter.of(
        type,
        (row, i) -> {
          long value = row.getLong(i);
          if (value < low || value > high) {
            throw PrimitiveTypes.outOfRange(row, i, value, type.getSimpleName());
          }
          return value == 0 && row.wasNull() ? null : narrow.apply(value);
        },
        writer);
  }

  private static <T> TypeAdapter<T> object(Class<T> type) {
    return TypeAdapter.of(type, (row, i) -> read(row, i, type), PreparedStatement::setObject);
  }

  private static <T> @Nullable T read(ResultSet row, int column, Class<T> type)
      throws SQLException {
    try {
      return row.getObject(column, type);
    } catch (ClassCastException e) { // PostgreSQL's driver, of a UUID
      throw mismatch(row, column, type, e);
    } catch (SQLException e) {
      if (isMismatch(e)) {
        throw mismatch(row, column, type, e);
      }
      throw e;
    }
  }

  /** No SQLSTATE stands for it; reading a value sends nothing, so no other failure has these. */
  private static boolean isMismatch(SQLException e) {
    String state = e.getSQLState() == null ? "" : e.getSQLState();
    return e instanceof SQLDataException || state.startsWith("22") || state.startsWith("42");
  }

  private static DataConversionException mismatch(
      ResultSet row, int column, Class<?> type, Exception cause) throws SQLException {
    return new DataConversionException(
        "Column %s is of another type than %s: declare it so, or map it to what it holds"
            .formatted(PrimitiveTypes.label(row, column), type.getSimpleName()),
        cause);
  }

  private static final class BytesAdapter extends ArrayAdapter<byte[]> {
    BytesAdapter() {
      super(byte[].class);
    }

    @Override
    public byte @Nullable [] read(ResultSet row, int column) throws SQLException {
      return row.getBytes(column);
    }

    @Override
    public void write(PreparedStatement statement, int index, byte[] value) throws SQLException {
      statement.setBytes(index, value);
    }
  }
}

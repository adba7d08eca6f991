// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.ActiveRecord;
import io.nestrel.Model;
import io.nestrel.annotation.Column;
import io.nestrel.annotation.Id;
import io.nestrel.annotation.Table;
import io.nestrel.backend.Backend;
import io.nestrel.error.DataConversionException;
import io.nestrel.error.DatabaseException;
import io.nestrel.error.UnsupportedFeatureException;
import io.nestrel.testkit.TypeContract;
import io.nestrel.type.BinaryUuid;
import io.nestrel.type.Json;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Types on MariaDB and MySQL. */
@ParameterizedClass
@EnumSource
class MySqlTypeTest implements TypeContract {
  private static final Map<Class<?>, String> COLUMN_TYPES =
      Map.ofEntries(
          Map.entry(Long.class, "BIGINT"),
          Map.entry(Integer.class, "INTEGER"),
          Map.entry(Short.class, "SMALLINT"),
          Map.entry(Byte.class, "TINYINT"),
          Map.entry(Boolean.class, "TINYINT(1)"),
          Map.entry(Double.class, "DOUBLE"),
          Map.entry(Float.class, "DOUBLE"),
          Map.entry(BigDecimal.class, "DECIMAL(38, 9)"),
          Map.entry(BigInteger.class, "DECIMAL(65, 0)"),
          Map.entry(Duration.class, "DECIMAL(30, 9)"),
          Map.entry(UUID.class, "CHAR(36)"),
          Map.entry(LocalDate.class, "DATE"),
          Map.entry(LocalTime.class, "TIME(6)"),
          Map.entry(LocalDateTime.class, "DATETIME(6)"),
          Map.entry(Instant.class, "DATETIME(6)"),
          Map.entry(OffsetDateTime.class, "DATETIME(6)"),
          Map.entry(byte[].class, "LONGBLOB"));

  private final Server server;
  private final String url;
  private final Backend backend;

  MySqlTypeTest(Server server) {
    this.server = server;
    this.url = server.get().freshDatabase();
    this.backend = Backend.open(url);
  }

  @Override
  public Backend backend() {
    return backend;
  }

  @Override
  public Map<Class<?>, String> columnTypes() {
    return COLUMN_TYPES;
  }

  @Override
  public boolean keepsOffsets() {
    return false;
  }

  @Override
  public boolean keepsScale() {
    return false;
  }

  @Test
  void a_uuid_is_read_from_text_and_from_sixteen_bytes() {
    UUID uuid = UUID.fromString("123e4567-e89b-12d3-a456-426614174000");
    backend.execute("CREATE TABLE keys_of (text_key CHAR(36), byte_key BINARY(16))");
    backend.execute("INSERT INTO keys_of VALUES (?, UNHEX(REPLACE(?, '-', '')))", uuid, uuid);
    assertThat(backend.query("SELECT text_key FROM keys_of", UUID.class)).containsExactly(uuid);
    assertThat(backend.query("SELECT byte_key FROM keys_of", UUID.class)).containsExactly(uuid);
    assertThat(backend.query("SELECT CAST(NULL AS CHAR)", UUID.class)).containsExactly((UUID) null);
  }

  /** Has a key of sixteen bytes. */
  @Table(name = "parcels")
  static final class Parcel extends ActiveRecord<Parcel> {
    @Id
    @Column(adapter = BinaryUuid.class)
    private @Nullable UUID id;

    private String label = "";

    Parcel() {}

    Parcel(UUID id, String label) {
      this.id = id;
      this.label = label;
    }
  }

  @Test
  void a_field_may_have_a_uuid_of_sixteen_bytes() {
    backend.execute("CREATE TABLE parcels (id BINARY(16) PRIMARY KEY, label VARCHAR(20))");
    Model<Parcel> parcels = Model.of(Parcel.class).on(backend);
    UUID id = UUID.fromString("123e4567-e89b-12d3-a456-426614174000");
    parcels.save(new Parcel(id, "fragile"));
    Parcel loaded = parcels.get(id);
    assertThat(loaded.id).isEqualTo(id);
    assertThat(loaded.label).isEqualTo("fragile");
    assertThat(parcels.where("id = ?", BinaryUuid.toBytes(id)).count()).isEqualTo(1);
    assertThat(backend.query("SELECT HEX(id) FROM parcels", String.class))
        .containsExactly("123E4567E89B12D3A456426614174000");
    assertThatThrownBy(() -> BinaryUuid.of(new byte[15]))
        .isInstanceOf(DataConversionException.class)
        .hasMessageContaining("15");
  }

  @Test
  void a_moment_is_never_shifted_whatever_the_session_and_the_column() {
    Instant moment = Instant.parse("2026-03-29T01:30:00.123456Z");
    backend.execute("CREATE TABLE moments (a DATETIME(6), b TIMESTAMP(6) NULL)");
    backend.execute("INSERT INTO moments VALUES (?, ?)", moment, moment);
    try (Backend elsewhere =
        Backend.open(
            url + "&sessionVariables=time_zone='+05:30'&connectionTimeZone=America/New_York")) {
      elsewhere.execute("INSERT INTO moments VALUES (?, ?)", moment, moment);
      for (Backend reader : new Backend[] {backend, elsewhere}) {
        for (String column : new String[] {"a", "b"}) {
          assertThat(reader.query("SELECT " + column + " FROM moments", Instant.class))
              .containsExactly(moment, moment);
        }
      }
      assertThat(
              elsewhere.query(
                  "SELECT COUNT(*) FROM moments WHERE a = ? AND b = ?", Long.class, moment, moment))
          .containsExactly(2L);
    }
    assertThat(backend.query("SELECT DATE_FORMAT(a, '%H:%i') FROM moments", String.class))
        .containsExactly("01:30", "01:30");
  }

  @Test
  void booleans_are_read_from_bits_too() {
    assertThat(backend.query("SELECT b'1'", Boolean.class)).containsExactly(true);
    assertThat(backend.query("SELECT TRUE", Boolean.class)).containsExactly(true);
  }

  @Test
  void numbers_that_the_server_does_not_know_are_refused() {
    for (Object value : new Object[] {Double.NaN, Double.POSITIVE_INFINITY, Float.NaN}) {
      assertThatThrownBy(() -> backend.query("SELECT ?", Double.class, value))
          .isInstanceOf(DataConversionException.class)
          .hasMessageContaining(value.toString());
    }
  }

  @Test
  void halves_of_surrogate_pairs_are_refused_and_not_changed() {
    assertThatThrownBy(() -> backend.query("SELECT ?", String.class, "a\ud83d"))
        .isInstanceOf(DataConversionException.class)
        .hasMessageContaining("U+D83D");
  }

  @Test
  void columns_may_hold_less_than_their_java_types() {
    backend.execute("CREATE TABLE narrow (f FLOAT, d DOUBLE, s DATETIME, m DATETIME(6))");
    Instant moment = Instant.parse("2026-01-01T00:00:00.600Z");
    backend.execute(
        "INSERT INTO narrow VALUES (?, ?, ?, ?)", 16_777_215f, 16_777_215f, moment, moment);
    assertThat(backend.query("SELECT f FROM narrow", Float.class)).containsExactly(16_777_200f);
    assertThat(backend.query("SELECT d FROM narrow", Float.class)).containsExactly(16_777_215f);
    assertThat(backend.query("SELECT s FROM narrow", Instant.class))
        .containsExactly(
            Instant.parse(
                server == Server.MARIADB ? "2026-01-01T00:00:00Z" : "2026-01-01T00:00:01Z"));
    assertThat(backend.query("SELECT m FROM narrow", Instant.class)).containsExactly(moment);
  }

  @Test
  void json_is_a_text_that_the_server_checks() {
    backend.execute("CREATE TABLE documents (id INT, data JSON)");
    backend.execute("INSERT INTO documents VALUES (1, ?)", new Json("{\"a\": 1}"));
    assertThat(backend.query("SELECT data FROM documents", Json.class))
        .containsExactly(new Json("{\"a\": 1}"));
    assertThat(
            backend.query(
                "SELECT id FROM documents WHERE JSON_EXTRACT(data, '$.a') = ?", Integer.class, 1))
        .containsExactly(1);
    assertThatThrownBy(
            () -> backend.execute("INSERT INTO documents VALUES (2, ?)", new Json("{nonsense")))
        .isInstanceOf(DatabaseException.class);
    assertThatThrownBy(() -> backend.query("SELECT ?", String.class, (Object) new int[] {1}))
        .isInstanceOf(UnsupportedFeatureException.class)
        .hasMessageContaining("no arrays");
  }
}

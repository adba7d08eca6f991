// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.postgres;

import io.nestrel.backend.Backend;
import io.nestrel.testkit.TypeContract;
import io.nestrel.testservers.TestServers;
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

/** Types on PostgreSQL. */
class PostgresTypeTest implements TypeContract {
  private static final Map<Class<?>, String> COLUMN_TYPES =
      Map.ofEntries(
          Map.entry(Long.class, "BIGINT"),
          Map.entry(Integer.class, "INTEGER"),
          Map.entry(Short.class, "SMALLINT"),
          Map.entry(Byte.class, "SMALLINT"),
          Map.entry(Boolean.class, "BOOLEAN"),
          Map.entry(Double.class, "DOUBLE PRECISION"),
          Map.entry(Float.class, "REAL"),
          Map.entry(BigDecimal.class, "NUMERIC"),
          Map.entry(BigInteger.class, "NUMERIC"),
          Map.entry(Duration.class, "NUMERIC"),
          Map.entry(UUID.class, "UUID"),
          Map.entry(LocalDate.class, "DATE"),
          Map.entry(LocalTime.class, "TIME"),
          Map.entry(LocalDateTime.class, "TIMESTAMP"),
          Map.entry(Instant.class, "TIMESTAMPTZ"),
          Map.entry(OffsetDateTime.class, "TIMESTAMPTZ"),
          Map.entry(Json.class, "JSONB"),
          Map.entry(byte[].class, "BYTEA"));

  private final Backend backend = Backend.open(TestServers.postgres18().freshDatabase());

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
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.postgres;

import io.nestrel.type.Json;
import io.nestrel.type.PrimitiveTypes;
import io.nestrel.type.StandardTypes;
import io.nestrel.type.TypeAdapter;
import io.nestrel.type.TypeAdapters;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** PostgreSQL's driver follows JDBC 4.2; what is added has a type of PostgreSQL's own. */
final class PostgresTypes {
  /**
   * Text whose type the server infers from its place, so that {@code jsonb}, {@code json}, an enum
   * type and {@code text} all take it. The driver declares a plain text as {@code varchar}, which
   * only text takes.
   */
  private static final TypeAdapter<String> INFERRED =
      TypeAdapter.of(
          String.class,
          ResultSet::getString,
          (statement, i, text) -> statement.setObject(i, text, Types.OTHER));

  static final TypeAdapters ADAPTERS = new TypeAdapters(adapters(), new PrimitiveTypes(), INFERRED);

  private PostgresTypes() {}

  private static List<TypeAdapter<?>> adapters() {
    List<TypeAdapter<?>> adapters = new ArrayList<>(StandardTypes.all());
    adapters.add(
        TypeAdapter.of(
            Json.class,
            (row, i) -> {
              String text = row.getString(i);
              return text == null ? null : new Json(text);
            },
            (statement, i, json) -> INFERRED.write(statement, i, json.text())));
    adapters.addAll(
        List.of(
            new PostgresArray<>(String[].class, "text"),
            new PostgresArray<>(Long[].class, "int8"),
            new PostgresArray<>(Integer[].class, "int4"),
            new PostgresArray<>(Short[].class, "int2"),
            new PostgresArray<>(Boolean[].class, "bool"),
            new PostgresArray<>(Double[].class, "float8"),
            new PostgresArray<>(Float[].class, "float4"),
            new PostgresArray<>(BigDecimal[].class, "numeric"),
            new PostgresArray<>(UUID[].class, "uuid"),
            new PostgresArray<>(LocalDate[].class, "date"),
            new PostgresArray<>(Instant[].class, "timestamptz"),
            new PostgresArray<>(long[].class, "int8"),
            new PostgresArray<>(int[].class, "int4"),
            new PostgresArray<>(short[].class, "int2"),
            new PostgresArray<>(boolean[].class, "bool"),
            new PostgresArray<>(double[].class, "float8"),
            new PostgresArray<>(float[].class, "float4")));
    return adapters;
  }
}

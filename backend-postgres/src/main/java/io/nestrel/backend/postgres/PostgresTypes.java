// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.postgres;

import io.nestrel.type.PrimitiveTypes;
import io.nestrel.type.StandardTypes;
import io.nestrel.type.TypeAdapters;

/** PostgreSQL's driver follows JDBC 4.2: nothing to add yet. */
final class PostgresTypes {
  static final TypeAdapters ADAPTERS = new TypeAdapters(StandardTypes.all(), new PrimitiveTypes());

  private PostgresTypes() {}
}

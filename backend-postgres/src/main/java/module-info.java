// SPDX-License-Identifier: Apache-2.0
/** Nestrel on PostgreSQL. Nothing to call: {@code Backend.open("jdbc:postgresql:…")} finds it. */
@SuppressWarnings("requires-automatic") // pgjdbc has no module-info, only a name
module io.nestrel.backend.postgres {
  requires transitive io.nestrel.core;
  requires org.postgresql.jdbc;

  provides io.nestrel.backend.BackendProvider with
      io.nestrel.backend.postgres.PostgresProvider;
}

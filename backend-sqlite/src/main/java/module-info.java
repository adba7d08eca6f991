// SPDX-License-Identifier: Apache-2.0
/** Nestrel on SQLite. Nothing to call: {@code Backend.open("jdbc:sqlite:…")} finds it. */
module io.nestrel.backend.sqlite {
  requires transitive io.nestrel.core;
  requires org.slf4j;
  requires org.xerial.sqlitejdbc;

  provides io.nestrel.backend.BackendProvider with
      io.nestrel.backend.sqlite.SqliteProvider;
}

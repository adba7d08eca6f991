// SPDX-License-Identifier: Apache-2.0
/**
 * Nestrel on MySQL and MariaDB. Nothing to call: {@code Backend.open("jdbc:mariadb:…")} finds it.
 */
module io.nestrel.backend.mysql {
  requires transitive io.nestrel.core;
  requires org.mariadb.jdbc;
  requires org.slf4j;

  provides io.nestrel.backend.BackendProvider with
      io.nestrel.backend.mysql.MySqlProvider;
}

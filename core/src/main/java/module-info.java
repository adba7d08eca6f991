// SPDX-License-Identifier: Apache-2.0
/** Nestrel's core: models, queries, transactions. It knows no driver; add a backend module. */
module io.nestrel.core {
  requires transitive com.zaxxer.hikari;
  requires transitive java.sql;
  requires transitive org.jspecify;
  requires net.bytebuddy;
  requires org.slf4j;

  exports io.nestrel;
  exports io.nestrel.annotation;
  exports io.nestrel.backend;
  exports io.nestrel.dialect;
  exports io.nestrel.error;
  exports io.nestrel.mapping;
  exports io.nestrel.query;
  exports io.nestrel.sql;
  exports io.nestrel.transaction;
  exports io.nestrel.type;

  uses io.nestrel.backend.BackendProvider;
}

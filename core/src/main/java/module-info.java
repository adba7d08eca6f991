// SPDX-License-Identifier: Apache-2.0
/** Nestrel's core: models, queries, transactions. It knows no driver; add a backend module. */
module io.nestrel.core {
  requires transitive com.zaxxer.hikari;
  requires transitive java.sql;
  requires transitive org.jspecify;
  requires java.instrument;
  requires jdk.jfr;
  requires net.bytebuddy;
  requires net.bytebuddy.agent;
  requires org.slf4j;
  requires static jdk.attach;

  exports io.nestrel;
  exports io.nestrel.annotation;
  exports io.nestrel.backend;
  exports io.nestrel.dialect;
  exports io.nestrel.enhance to
      java.instrument;
  exports io.nestrel.error;
  exports io.nestrel.mapping;
  exports io.nestrel.query;
  exports io.nestrel.sql;
  exports io.nestrel.transaction;
  exports io.nestrel.type;

  uses io.nestrel.backend.BackendProvider;

  // Nothing is looked up: this adds jdk.attach to a module path where the Java has it.
  uses com.sun.tools.attach.spi.AttachProvider;
}

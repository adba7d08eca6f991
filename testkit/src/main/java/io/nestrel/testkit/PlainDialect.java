// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import io.nestrel.dialect.ConnectionUser;
import io.nestrel.dialect.Dialect;
import io.nestrel.dialect.Feature;
import io.nestrel.dialect.TransactionDialect;
import io.nestrel.error.DatabaseException;
import io.nestrel.sql.SqlSyntax;
import io.nestrel.sql.SqlTree;
import io.nestrel.type.TypeAdapters;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A dialect without savepoints; all else is the real one's. */
record PlainDialect(Dialect real) implements Dialect {

  @Override
  public Set<Feature> features() {
    return real.features().stream()
        .filter(feature -> feature != Feature.SAVEPOINTS)
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public String name() {
    return real.name();
  }

  @Override
  public Class<? extends Connection> connectionType() {
    return real.connectionType();
  }

  @Override
  public String version() {
    return real.version();
  }

  @Override
  public String quote(String identifier) {
    return real.quote(identifier);
  }

  @Override
  public void usedBy(ConnectionUser user, Connection connection) throws SQLException {
    real.usedBy(user, connection);
  }

  @Override
  public Set<SqlSyntax> syntax() {
    return real.syntax();
  }

  @Override
  public String render(SqlTree tree) {
    return real.render(tree);
  }

  @Override
  public TypeAdapters types() {
    return real.types();
  }

  @Override
  public TransactionDialect transactions() {
    return real.transactions();
  }

  @Override
  public DatabaseException translate(SQLException failure, @Nullable String sql) {
    return real.translate(failure, sql);
  }

  @Override
  public Duration lockTimeout() {
    return real.lockTimeout();
  }

  @Override
  public void prepare(Connection connection) throws SQLException {
    real.prepare(connection);
  }
}

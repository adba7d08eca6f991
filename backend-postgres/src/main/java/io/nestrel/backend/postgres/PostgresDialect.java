// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.postgres;

import io.nestrel.dialect.AnsiDialect;
import io.nestrel.dialect.Feature;
import io.nestrel.dialect.TransactionDialect;
import io.nestrel.error.DatabaseException;
import io.nestrel.error.UnsupportedFeatureException;
import io.nestrel.sql.SqlSyntax;
import io.nestrel.type.TypeAdapters;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;

/** PostgreSQL 12 and later. */
final class PostgresDialect extends AnsiDialect {
  private static final int OLDEST = 12;

  /** What every supported version can do. */
  private static final EnumSet<Feature> FEATURES =
      EnumSet.of(
          Feature.SAVEPOINTS,
          Feature.READ_COMMITTED,
          Feature.REPEATABLE_READ,
          Feature.SERIALIZABLE,
          Feature.DEFERRABLE_TRANSACTIONS,
          Feature.DEFERRABLE_CONSTRAINTS,
          Feature.INSERT_RETURNING,
          Feature.UNNEST,
          Feature.UPSERT,
          Feature.TRANSACTIONAL_DDL,
          Feature.ROW_LOCKS,
          Feature.CONCURRENT_WRITERS,
          Feature.CONCURRENT_CONNECTIONS,
          Feature.MULTIPLE_STATEMENTS,
          Feature.WINDOW_FUNCTIONS,
          Feature.GENERATED_COLUMNS,
          Feature.JSON,
          Feature.DROP_COLUMN,
          Feature.FULL_OUTER_JOIN,
          Feature.STRICT_TABLES);

  private static final Set<SqlSyntax> SYNTAX =
      Set.of(SqlSyntax.NESTED_COMMENTS, SqlSyntax.DOLLAR_QUOTES, SqlSyntax.ESCAPE_STRINGS);

  private final String version;

  private PostgresDialect(String version) {
    super(FEATURES);
    this.version = version;
  }

  static PostgresDialect of(int major, String version) {
    if (major < OLDEST) {
      throw new UnsupportedFeatureException(
          "PostgreSQL %s is too old for Nestrel, which needs %d or later"
              .formatted(version, OLDEST));
    }
    return new PostgresDialect(version);
  }

  @Override
  public String name() {
    return "PostgreSQL";
  }

  @Override
  public Class<? extends Connection> connectionType() {
    return BaseConnection.class;
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public Set<SqlSyntax> syntax() {
    return SYNTAX;
  }

  @Override
  public TypeAdapters types() {
    return PostgresTypes.ADAPTERS;
  }

  @Override
  public TransactionDialect transactions() {
    return PostgresTransactions.INSTANCE;
  }

  @Override
  public DatabaseException translate(SQLException failure, @Nullable String sql) {
    return PostgresErrors.translate(failure, sql, describe(failure, sql));
  }

  /** As do tables with rules, and those with unique keys that can wait. */
  @Override
  public boolean isLeavingOutRefused(DatabaseException failure) {
    return "0A000".equals(failure.sqlState()) || "55000".equals(failure.sqlState());
  }

  /**
   * A type that is not what the column takes: with {@code stringtype=unspecified} the driver leaves
   * the type of a text open, but not that of an array.
   */
  @Override
  public boolean isUnnestRefused(DatabaseException failure) {
    return "42804".equals(failure.sqlState());
  }

  /**
   * Of a partitioned table the partitions have triggers of their own, and of a foreign one others.
   */
  @Override
  public String plainTable() {
    return "SELECT relkind = 'r' AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_trigger WHERE tgrelid = c.oid AND NOT tgisinternal) FROM pg_catalog.pg_class c WHERE c.oid = to_regclass(?)";
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.mysql;

import io.nestrel.dialect.AnsiDialect;
import io.nestrel.dialect.Feature;
import io.nestrel.dialect.LimitClause;
import io.nestrel.dialect.TransactionDialect;
import io.nestrel.error.DatabaseException;
import io.nestrel.sql.Filter;
import io.nestrel.sql.SqlSyntax;
import io.nestrel.type.TypeAdapters;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** MySQL 5.7 and later, and MariaDB 10.5 and later. */
final class MySqlDialect extends AnsiDialect {
  /** What every supported version of both can do. */
  private static final EnumSet<Feature> COMMON =
      EnumSet.of(
          Feature.SAVEPOINTS,
          Feature.READ_UNCOMMITTED,
          Feature.READ_COMMITTED,
          Feature.REPEATABLE_READ,
          Feature.SERIALIZABLE,
          Feature.SAVEPOINT_REPLACES_SAME_NAME,
          Feature.TABLES_WITHOUT_TRANSACTIONS,
          Feature.ROW_LOCKS,
          Feature.CONCURRENT_WRITERS,
          Feature.CONCURRENT_CONNECTIONS,
          Feature.CURSORS_OUTSIDE_TRANSACTIONS,
          Feature.GENERATED_COLUMNS,
          Feature.JSON,
          Feature.DROP_COLUMN);

  /** An offset alone needs a limit: the largest that there is, as the manual says. */
  private static final LimitClause LIMIT =
      (limit, offset) ->
          LimitClause.LIMIT_OFFSET
              .render(limit, offset)
              .replace(" LIMIT " + Filter.ALL, " LIMIT 18446744073709551615");

  /**
   * Moments are kept in UTC, also in TIMESTAMP columns; what does not fit a column is an error
   * rather than changed silently; and a COMMIT begins no other transaction, whatever the server was
   * told, because that would never be committed.
   */
  static final String PREPARATION =
      "SET time_zone = '+00:00', sql_mode = CONCAT(@@sql_mode, ',STRICT_ALL_TABLES'), completion_type = 'NO_CHAIN'";

  private static final String FAILED_ROW =
      "BEGIN NOT ATOMIC DECLARE n INT; GET DIAGNOSTICS CONDITION 1 n = ROW_NUMBER; SELECT n;\nEND";

  private final ServerVersion version;
  private final Set<SqlSyntax> syntax;
  private final TransactionDialect transactions;

  /**
   * @param sqlMode the mode of new sessions, comma-separated
   * @param multipleStatements whether the driver was told to send several statements in one text
   * @param preparesOnServer whether it was told to have the server prepare statements
   */
  MySqlDialect(
      ServerVersion version, String sqlMode, boolean multipleStatements, boolean preparesOnServer) {
    super(features(version, multipleStatements));
    this.version = version;
    this.transactions =
        new MySqlTransactions(
            version.isMariaDb(),
            version.isMariaDb() && version.atLeast(10, 6),
            multipleStatements && !preparesOnServer); // what the server prepares is one statement
    EnumSet<SqlSyntax> own = EnumSet.of(SqlSyntax.EXECUTABLE_COMMENTS, SqlSyntax.HASH_COMMENTS);
    if (!sqlMode.contains("NO_BACKSLASH_ESCAPES")) {
      own.add(SqlSyntax.BACKSLASH_ESCAPES);
    }
    this.syntax = Set.copyOf(own);
  }

  private static Set<Feature> features(ServerVersion version, boolean multipleStatements) {
    EnumSet<Feature> features = EnumSet.copyOf(COMMON);
    if (version.isMariaDb()) {
      features.add(Feature.INSERT_RETURNING);
    } else {
      features.add(Feature.BATCHED_KEYS);
      features.add(Feature.KEY_BLOCKS);
    }
    if (version.isMariaDb() || version.atLeast(8, 0)) {
      features.add(Feature.WINDOW_FUNCTIONS);
    }
    if (multipleStatements) {
      features.add(Feature.MULTIPLE_STATEMENTS);
    }
    return features;
  }

  @Override
  public String name() {
    return version.name();
  }

  @Override
  public Class<? extends Connection> connectionType() {
    return org.mariadb.jdbc.Connection.class;
  }

  @Override
  public String version() {
    return version.text();
  }

  @Override
  public String quote(String identifier) {
    return '`' + identifier.replace("`", "``") + '`';
  }

  @Override
  public Set<SqlSyntax> syntax() {
    return syntax;
  }

  @Override
  protected LimitClause limitClause() {
    return LIMIT;
  }

  @Override
  protected String emptyRow() {
    return "() VALUES ()";
  }

  @Override
  public TypeAdapters types() {
    return MySqlTypes.ADAPTERS;
  }

  @Override
  public TransactionDialect transactions() {
    return transactions;
  }

  @Override
  public DatabaseException translate(SQLException failure, @Nullable String sql) {
    return MySqlErrors.translate(failure, sql, describe(failure, sql));
  }

  /** MariaDB 10.7 and later have ROW_NUMBER; before it, and on MySQL, it is a mistake. */
  @Override
  public @Nullable String failedRow() {
    return version.isMariaDb() && version.atLeast(10, 7) ? FAILED_ROW : null;
  }

  @Override
  public void prepare(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(PREPARATION);
    }
  }
}

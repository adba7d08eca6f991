// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.sqlite;

import io.nestrel.dialect.AnsiDialect;
import io.nestrel.dialect.ConnectionUser;
import io.nestrel.dialect.Feature;
import io.nestrel.dialect.LimitClause;
import io.nestrel.dialect.TransactionDialect;
import io.nestrel.error.DatabaseException;
import io.nestrel.type.TypeAdapters;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sqlite.Collation;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;

/** SQLite, as its library's version can do. */
final class SqliteDialect extends AnsiDialect {
  /** Since which version (sqlite.org/changes.html). */
  private static final Map<Feature, Integer> SINCE =
      Map.ofEntries(
          Map.entry(Feature.SAVEPOINTS, 3_006_008),
          Map.entry(Feature.GROWING_KEYS, 3_005_004),
          Map.entry(Feature.TRANSACTIONAL_DDL, 0),
          Map.entry(Feature.SERIALIZABLE, 0),
          Map.entry(Feature.BEGIN_MODES, 3_000_008),
          Map.entry(Feature.DEFERRABLE_CONSTRAINTS, 3_008_000),
          Map.entry(Feature.CURSORS_OUTSIDE_TRANSACTIONS, 0),
          Map.entry(Feature.UPSERT, 3_024_000),
          Map.entry(Feature.WINDOW_FUNCTIONS, 3_025_000),
          Map.entry(Feature.GENERATED_COLUMNS, 3_031_000),
          Map.entry(Feature.INSERT_RETURNING, 3_035_000),
          Map.entry(Feature.DROP_COLUMN, 3_035_000),
          Map.entry(Feature.STRICT_TABLES, 3_037_000),
          Map.entry(Feature.JSON, 3_038_000),
          Map.entry(Feature.FULL_OUTER_JOIN, 3_039_000));

  private final String version;
  private final SqliteUrl url;
  private final TransactionDialect transactions;

  SqliteDialect(String version, SqliteUrl url) {
    super(features(number(version), url));
    this.version = version;
    this.url = url;
    this.transactions = new SqliteTransactions(url.beginWriting(), url.beginReading());
  }

  private static Set<Feature> features(int version, SqliteUrl url) {
    Set<Feature> features = EnumSet.noneOf(Feature.class);
    SINCE.forEach(
        (feature, since) -> {
          if (version >= since) {
            features.add(feature);
          }
        });
    if (!url.isMemory()) {
      features.add(Feature.CONCURRENT_CONNECTIONS);
    }
    return features;
  }

  /** 3.54.1 is 3_054_001, as in SQLITE_VERSION_NUMBER. */
  private static int number(String version) {
    int number = 0;
    String[] parts = version.split("\\.", -1);
    for (int i = 0; i < 3; i++) {
      number = number * 1000 + (i < parts.length ? Integer.parseInt(parts[i]) : 0);
    }
    return number;
  }

  @Override
  public String name() {
    return "SQLite";
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  protected LimitClause limitClause() {
    return LimitClause.LIMIT_OFFSET;
  }

  @Override
  public TypeAdapters types() {
    return SqliteTypes.ADAPTERS;
  }

  @Override
  public TransactionDialect transactions() {
    return transactions;
  }

  @Override
  public DatabaseException translate(SQLException failure, @Nullable String sql) {
    return SqliteErrors.translate(failure, sql, describe(failure, sql));
  }

  /** As do views and virtual tables, which have no code of their own for it. */
  @Override
  public boolean isLeavingOutRefused(DatabaseException failure) {
    return failure.getMessage().contains("UPSERT");
  }

  @Override
  public Class<? extends Connection> connectionType() {
    return SQLiteConnection.class;
  }

  @Override
  public Duration lockTimeout() {
    String millis = url.parameters().get("busy_timeout");
    return millis == null ? super.lockTimeout() : Duration.ofMillis(Long.parseLong(millis));
  }

  /**
   * What the driver does by itself is of no use to Nestrel: to read the generated key after each
   * statement in which it finds an INSERT, unless Nestrel needs it itself; and, in autocommit mode,
   * to try BEGIN and COMMIT after each statement without rows. SQLite itself commits what runs
   * outside of transactions. Without autocommit, a driver with {@code jdbc.explicit_readonly} would
   * begin and commit by itself even more.
   */
  @Override
  public void usedBy(ConnectionUser user, Connection connection) {
    if (connection instanceof SQLiteConnection driver) {
      boolean application = user == ConnectionUser.APPLICATION;
      SQLiteConfig wanted = driver.getDatabase().getConfig();
      boolean readsKeys = application || !supports(Feature.INSERT_RETURNING);
      driver.getConnectionConfig().setAutoCommit(application || wanted.isExplicitReadOnly());
      driver.getConnectionConfig().setGetGeneratedKeys(readsKeys && wanted.isGetGeneratedKeys());
    }
  }

  @Override
  public void prepare(Connection connection) throws SQLException {
    SQLiteConnection driver = connection.unwrap(SQLiteConnection.class);
    Collation.create(driver, DecimalCollation.NAME, new DecimalCollation());
    DecimalFunctions.create(driver);
  }
}

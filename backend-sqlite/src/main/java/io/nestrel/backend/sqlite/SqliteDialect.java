// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.sqlite;

import io.nestrel.dialect.AnsiDialect;
import io.nestrel.dialect.ConnectionUser;
import io.nestrel.dialect.Feature;
import io.nestrel.dialect.LimitClause;
import io.nestrel.dialect.TransactionDialect;
import io.nestrel.error.DatabaseException;
import io.nestrel.error.UnsupportedFeatureException;
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
  /** That of RETURNING, 3.35 (sqlite.org/changes.html). */
  private static final int OLDEST = 3_035_000;

  /** What every supported version can do. */
  private static final EnumSet<Feature> COMMON =
      EnumSet.of(
          Feature.SAVEPOINTS,
          Feature.GROWING_KEYS,
          Feature.TRANSACTIONAL_DDL,
          Feature.SERIALIZABLE,
          Feature.BEGIN_MODES,
          Feature.DEFERRABLE_CONSTRAINTS,
          Feature.CURSORS_OUTSIDE_TRANSACTIONS,
          Feature.UPSERT,
          Feature.WINDOW_FUNCTIONS,
          Feature.GENERATED_COLUMNS,
          Feature.INSERT_RETURNING,
          Feature.DROP_COLUMN);

  /** Since which version. */
  private static final Map<Feature, Integer> SINCE =
      Map.of(
          Feature.STRICT_TABLES, 3_037_000,
          Feature.JSON, 3_038_000,
          Feature.FULL_OUTER_JOIN, 3_039_000);

  private final String version;
  private final SqliteUrl url;
  private final TransactionDialect transactions;

  /**
   * @throws UnsupportedFeatureException if the library is too old
   */
  SqliteDialect(String version, SqliteUrl url) {
    super(features(version, url));
    this.version = version;
    this.url = url;
    this.transactions = new SqliteTransactions(url.beginWriting(), url.beginReading());
  }

  private static Set<Feature> features(String version, SqliteUrl url) {
    int number = number(version);
    if (number < OLDEST) {
      throw new UnsupportedFeatureException(
          "SQLite %s is too old for Nestrel, which needs 3.35 or later: take a newer org.xerial:sqlite-jdbc"
              .formatted(version));
    }
    Set<Feature> features = EnumSet.copyOf(COMMON);
    SINCE.forEach(
        (feature, since) -> {
          if (number >= since) {
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
   * statement in which it finds an INSERT; and, in autocommit mode, to try BEGIN and COMMIT after
   * each statement without rows. SQLite itself commits what runs outside of transactions. Without
   * autocommit, a driver with {@code jdbc.explicit_readonly} would begin and commit by itself even
   * more.
   */
  @Override
  public void usedBy(ConnectionUser user, Connection connection) {
    if (connection instanceof SQLiteConnection driver) {
      boolean application = user == ConnectionUser.APPLICATION;
      SQLiteConfig wanted = driver.getDatabase().getConfig();
      driver.getConnectionConfig().setAutoCommit(application || wanted.isExplicitReadOnly());
      driver.getConnectionConfig().setGetGeneratedKeys(application && wanted.isGetGeneratedKeys());
    }
  }

  @Override
  public void prepare(Connection connection) throws SQLException {
    SQLiteConnection driver = connection.unwrap(SQLiteConnection.class);
    Collation.create(driver, DecimalCollation.NAME, new DecimalCollation());
    DecimalFunctions.create(driver);
  }
}

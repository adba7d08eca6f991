// SPDX-License-Identifier: Apache-2.0
package io.nestrel.scripted;

import com.zaxxer.hikari.HikariDataSource;
import io.nestrel.backend.BackendOptions;
import io.nestrel.backend.BackendProvider;
import io.nestrel.dialect.AnsiDialect;
import io.nestrel.dialect.Damage;
import io.nestrel.dialect.Dialect;
import io.nestrel.dialect.ServerState;
import io.nestrel.dialect.TransactionCharacteristics;
import io.nestrel.dialect.TransactionDialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** Finds the script of a connection by its URL. */
public final class ScriptedProvider implements BackendProvider {
  private static final String PREFIX = "jdbc:scripted:";
  private static final Map<String, ScriptedDatabase> DATABASES = new ConcurrentHashMap<>();

  static String url(ScriptedDatabase database) {
    String url = PREFIX + System.identityHashCode(database);
    DATABASES.put(url, database);
    return url;
  }

  @Override
  public String name() {
    return "Scripted";
  }

  @Override
  public boolean accepts(String jdbcUrl) {
    return jdbcUrl.startsWith(PREFIX);
  }

  @Override
  public HikariDataSource open(String jdbcUrl, BackendOptions options) {
    throw new UnsupportedOperationException("scripts are given as a DataSource");
  }

  @Override
  public Dialect dialect(Connection connection, String jdbcUrl) {
    return new ScriptedDialect(Objects.requireNonNull(DATABASES.get(jdbcUrl)));
  }

  private static final class ScriptedDialect extends AnsiDialect implements TransactionDialect {
    private final ScriptedDatabase database;

    ScriptedDialect(ScriptedDatabase database) {
      super(database.features());
      this.database = database;
    }

    @Override
    public String name() {
      return "Scripted";
    }

    @Override
    public String version() {
      return "1";
    }

    @Override
    public TransactionDialect transactions() {
      return this;
    }

    @Override
    public List<String> begin(TransactionCharacteristics characteristics) {
      List<String> begin = new ArrayList<>();
      if (characteristics.isolation() != null) {
        begin.add("SET ISOLATION " + characteristics.isolation());
      }
      if (characteristics.readOnly()) {
        begin.add("SET READ ONLY");
      }
      begin.add(
          characteristics.beginMode() == null ? "BEGIN" : "BEGIN " + characteristics.beginMode());
      return begin;
    }

    @Override
    public void cancel(Connection connection) {
      database.cancelled.countDown();
    }

    @Override
    public List<String> reset(TransactionCharacteristics characteristics) {
      return characteristics.readOnly() ? List.of("SET READ WRITE") : List.of();
    }

    @Override
    public ServerState state(Connection connection) {
      return database.state;
    }

    @Override
    public int cheapSavepoints() {
      return database.cheapSavepoints;
    }

    @Override
    public boolean knowsState() {
      return database.knowsState;
    }

    @Override
    public boolean commitsImplicitly(String words) {
      return words.startsWith("ALTER");
    }

    @Override
    public List<String> notRolledBack(
        Connection connection, Collection<String> undone, Collection<String> earlier) {
      return database.notRolledBack.stream()
          .filter(table -> undone.stream().anyMatch(text -> text.contains(table)))
          .toList();
    }

    @Override
    public void ended(Connection connection) throws SQLException {
      database.ended();
    }

    @Override
    public Damage damage(SQLException failure, Connection connection) throws SQLException {
      return failure.getSQLState() == null
          ? Damage.STATEMENT
          : Damage.valueOf(failure.getSQLState());
    }
  }
}

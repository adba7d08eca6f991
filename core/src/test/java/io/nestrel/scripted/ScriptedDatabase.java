// SPDX-License-Identifier: Apache-2.0
package io.nestrel.scripted;

import io.nestrel.backend.Backend;
import io.nestrel.backend.BackendOptions;
import io.nestrel.dialect.Damage;
import io.nestrel.dialect.Feature;
import io.nestrel.dialect.ServerState;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Records every statement and fails those it was told to. Keeps track of nothing but whether a
 * transaction is open. For one thread.
 */
public final class ScriptedDatabase extends ScriptedDataSource {
  private final List<String> sent = new ArrayList<>();
  private final List<String> prepared = new ArrayList<>();
  private int openStatements;
  private final ScriptedFaults faults = new ScriptedFaults();
  private final Set<Feature> features;
  private List<Object[]> rows = List.of();
  private boolean autoCommit = true;
  private int open;
  private int discarded;
  private int updateCount = 1;
  ServerState state = ServerState.IDLE;

  private @Nullable String ending;
  private boolean failingEnd;
  final CountDownLatch cancelled = new CountDownLatch(1);
  boolean knowsState;
  int cheapSavepoints = Integer.MAX_VALUE;
  List<String> notRolledBack = List.of();

  public ScriptedDatabase(Feature... without) {
    this.features = EnumSet.allOf(Feature.class);
    features.remove(Feature.SAVEPOINT_REPLACES_SAME_NAME);
    features.remove(Feature.TABLES_WITHOUT_TRANSACTIONS);
    features.remove(Feature.GROWING_KEYS);
    features.removeAll(List.of(without));
  }

  /** Has more savepoints than this cost others. */
  public ScriptedDatabase cheapSavepoints(int number) {
    cheapSavepoints = number;
    return this;
  }

  public Backend backend() {
    return Backend.of(this);
  }

  public Backend backend(BackendOptions options) {
    return Backend.of(this, options);
  }

  /** Fails the next statement that begins so, with that damage. */
  public ScriptedDatabase failOn(String prefix, Damage damage) {
    return failOn(prefix, damage, 0);
  }

  /** As {@link #failOn(String, Damage)}, after letting some pass. */
  public ScriptedDatabase failOn(String prefix, Damage damage, int skip) {
    faults.add(prefix, damage, skip);
    return this;
  }

  /** A driver that keeps the server's state. */
  public ScriptedDatabase knowingState() {
    knowsState = true;
    return this;
  }

  /** Has the next statement that begins so succeed and end the transaction. */
  public ScriptedDatabase endOn(String prefix) {
    ending = prefix;
    return this;
  }

  /** Has the driver fail when it is next told that a transaction has ended. */
  public ScriptedDatabase failNextEnd() {
    failingEnd = true;
    return this;
  }

  /** What rollbacks leave behind from now on. */
  public ScriptedDatabase notRolledBack(String... tables) {
    notRolledBack = List.of(tables);
    features.add(Feature.TABLES_WITHOUT_TRANSACTIONS);
    return this;
  }

  void ended() throws SQLException {
    if (failingEnd) {
      failingEnd = false;
      throw new SQLException("scripted failure of ended()", Damage.CONNECTION.name());
    }
  }

  /** What queries find from now on. */
  public ScriptedDatabase rows(Object[]... found) {
    rows = List.of(found);
    return this;
  }

  /** How many rows statements change from now on. */
  public ScriptedDatabase updateCount(int count) {
    updateCount = count;
    return this;
  }

  /** Says that keys grow. */
  public ScriptedDatabase growingKeys() {
    features.add(Feature.GROWING_KEYS);
    return this;
  }

  /** Hands out connections with JDBC's autocommit off. */
  public ScriptedDatabase withoutAutoCommit() {
    autoCommit = false;
    return this;
  }

  /** The statements sent so far. */
  public List<String> sent() {
    return List.copyOf(sent);
  }

  /** The statements sent since the last call. */
  public List<String> take() {
    List<String> taken = List.copyOf(sent);
    sent.clear();
    return taken;
  }

  /** The texts that were prepared, in order. */
  public List<String> prepared() {
    return List.copyOf(prepared);
  }

  /** How many prepared statements have not been closed. */
  public int openStatements() {
    return openStatements;
  }

  void prepare(String sql) {
    prepared.add(sql);
    openStatements++;
  }

  void closeStatement() {
    openStatements--;
  }

  public int openConnections() {
    return open;
  }

  /** Waits until something was cancelled. */
  public void awaitCancel() {
    try {
      if (!cancelled.await(1, TimeUnit.MINUTES)) {
        throw new IllegalStateException("Nothing was cancelled in a minute");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  public int discardedConnections() {
    return discarded;
  }

  Set<Feature> features() {
    return features;
  }

  List<Object[]> rows() {
    return rows;
  }

  /** Of each row in the text of an INSERT. */
  int updateCount(@Nullable String sql) {
    return sql != null && sql.startsWith("INSERT")
        ? updateCount * Math.max(1, sql.split("\\(\\?", -1).length - 1)
        : updateCount;
  }

  boolean autoCommit() {
    return autoCommit;
  }

  void receive(String sql) throws SQLException {
    sent.add(sql);
    Damage damage = faults.meet(sql);
    if (damage != null) {
      fail(sql, damage);
    }
    if (sql.startsWith("BEGIN")) {
      state = ServerState.OPEN;
    } else if (sql.equals("COMMIT") || sql.equals("ROLLBACK")) {
      state = ServerState.IDLE;
    } else if (sql.startsWith("ROLLBACK TO")) {
      state = ServerState.OPEN;
    }
    if (ending != null && sql.startsWith(ending)) {
      ending = null;
      state = ServerState.IDLE;
    }
  }

  private void fail(String sql, Damage damage) throws SQLException {
    if (state == ServerState.OPEN) {
      state =
          switch (damage) {
            case STATEMENT -> ServerState.OPEN;
            case SCOPE -> ServerState.FAILED;
            case TRANSACTION, CONNECTION -> ServerState.IDLE;
          };
    }
    throw new SQLException("scripted failure of " + sql, damage.name());
  }

  void closed(boolean abandoned) {
    open--;
    if (abandoned) {
      discarded++;
      state = ServerState.IDLE;
    }
  }

  @Override
  public Connection getConnection() {
    open++;
    return new ScriptedConnection(this).proxy();
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import io.nestrel.dialect.ConnectionUser;
import io.nestrel.dialect.Dialect;
import io.nestrel.dialect.Feature;
import io.nestrel.error.ConfigurationException;
import io.nestrel.transaction.ConnectionSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sessions on connections from a data source. Thread-safe. */
final class SessionPool implements ConnectionSource<Session>, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SessionPool.class);

  private static final int VALIDATION_SECONDS = 5;

  private final DataSource dataSource;
  private final Dialect dialect;
  private final Turn turn;
  private final StatementCaches caches;
  private final int poolSize;
  private final Duration connectionTimeout;
  private final boolean owned;
  private volatile boolean closed;

  /** How many connections were given up. */
  private final AtomicInteger losses = new AtomicInteger();

  /**
   * @param owned whether the data source is closed with this pool
   */
  SessionPool(DataSource dataSource, Dialect dialect, BackendOptions options, boolean owned) {
    this.owned = owned;
    this.dataSource = dataSource;
    this.dialect = dialect;
    this.caches =
        new StatementCaches(
            options.statementCacheSize(), !dialect.supports(Feature.INSERT_RETURNING), owned);
    this.poolSize = options.poolSize();
    this.connectionTimeout = options.connectionTimeout();
    this.turn =
        new Turn(
            dialect,
            dialect.supports(Feature.CONCURRENT_CONNECTIONS)
                ? dialect.lockTimeout()
                : options.connectionTimeout());
  }

  @Override
  public Session borrow(boolean mayWrite, Duration atMost) {
    if (closed) {
      throw new ConfigurationException(
          "This %s backend is closed: open another".formatted(dialect.name()));
    }
    boolean patient = atMost.equals(PATIENT); // mostly, and then no clock is asked
    long start = patient ? 0 : System.nanoTime();
    boolean writer = turn.take(mayWrite, atMost);
    try {
      return session(writer, patient ? PATIENT : atMost.minusNanos(System.nanoTime() - start));
    } catch (SQLException e) {
      turn.giveBack(writer);
      throw dialect.translate(withAdvice(e), null);
    } catch (RuntimeException e) {
      turn.giveBack(writer);
      throw e;
    }
  }

  /** What HikariCP throws without a cause means that all of its connections are in use. */
  private SQLException withAdvice(SQLException e) {
    return dataSource instanceof HikariDataSource
            && e instanceof SQLTransientConnectionException
            && e.getCause() == null
        ? new SQLTransientConnectionException(
            e.getMessage()
                + ". All connections are in use: close streams that are not read to their end, shorten transactions, or give the pool more connections (BackendOptions.poolSize)",
            e.getSQLState(),
            e.getErrorCode(),
            e)
        : e;
  }

  /**
   * On a connection of which it is not known that it is dead. What took one away has often taken
   * the others, too; so those that have done nothing since are asked whether they still live. Where
   * all is well this asks nothing.
   */
  private Session session(boolean writer, Duration atMost) throws SQLException {
    for (int left = poolSize; ; left--) {
      Connection pooled = pooled(atMost);
      try {
        Connection driver = driverConnection(pooled);
        StatementCache statements = caches.known(driver);
        int lost = losses.get();
        boolean trusted = statements == null ? lost == 0 : statements.worksSince(lost);
        if (trusted || left == 0 || pooled.isValid(VALIDATION_SECONDS)) {
          if (statements == null) {
            dialect.prepare(driver);
            statements = caches.added(driver);
          }
          statements.works(lost);
          if (!pooled.getAutoCommit()) {
            pooled.setAutoCommit(true); // BEGIN and COMMIT are sent as text
          }
          lend(driver, false);
          return new Session(this, pooled, statements, dialect.transactions(), writer);
        }
        evict(pooled, driver);
      } catch (SQLException | RuntimeException e) {
        pooled.close();
        throw e;
      }
      pooled.close();
    }
  }

  /** HikariCP itself waits as long as it was told once; the pool below it can be told each time. */
  private Connection pooled(Duration atMost) throws SQLException {
    return atMost.compareTo(connectionTimeout) < 0
            && dataSource instanceof HikariDataSource hikari
            && hikari.getHikariPoolMXBean() instanceof HikariPool pool
        ? pool.getConnection(Math.max(0, atMost.toMillis()) + 1)
        : dataSource.getConnection();
  }

  /** Tells the driver who uses its connection: somebody else, or Nestrel again. */
  void lend(Connection driver, boolean on) throws SQLException {
    dialect.usedBy(on ? ConnectionUser.APPLICATION : ConnectionUser.NESTREL, driver);
  }

  void giveBack(Connection pooled, StatementCache statements, boolean writer) {
    statements.works(losses.get());
    try {
      lend(statements.connection(), true);
    } catch (SQLException e) {
      log.debug("The driver could not be told who uses its connection", e);
    }
    caches.unused(statements);
    giveBack(pooled, writer);
  }

  private void giveBack(Connection pooled, boolean writer) {
    try {
      pooled.close();
    } catch (SQLException e) {
      log.warn("A connection could not be given back to the pool", e);
    } finally {
      turn.giveBack(writer);
    }
  }

  /** Closes the driver's connection itself, so that the server rolls back now. */
  void discard(Connection pooled, Connection driver, boolean writer) {
    log.warn(
        "A {} connection is closed: it broke, a statement on it was cancelled, or its state is not known",
        dialect.name());
    losses.incrementAndGet();
    evict(pooled, driver);
    giveBack(pooled, writer);
  }

  private void evict(Connection pooled, Connection driver) {
    caches.remove(driver);
    try {
      unwrapped(driver, dialect.connectionType()).close();
    } catch (SQLException e) {
      log.debug("A connection that is given up could not be closed", e);
    }
    if (dataSource instanceof HikariDataSource pool) {
      pool.evictConnection(pooled);
    }
  }

  /**
   * The connection below the pool's wrapper: the statements prepared on it outlive one borrowing.
   */
  private static Connection driverConnection(Connection pooled) throws SQLException {
    return unwrapped(pooled, Connection.class);
  }

  private static Connection unwrapped(Connection connection, Class<? extends Connection> type)
      throws SQLException {
    return connection.isWrapperFor(type) ? connection.unwrap(type) : connection;
  }

  @Override
  public void close() {
    closed = true;
    caches.close();
    if (owned && dataSource instanceof HikariDataSource pool) {
      pool.close();
    }
  }
}

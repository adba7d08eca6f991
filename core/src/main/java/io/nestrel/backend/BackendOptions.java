// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend;

import com.zaxxer.hikari.HikariConfig;
import io.nestrel.error.ConfigurationException;
import io.nestrel.transaction.TransactionSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How a backend is opened. Immutable: each method gives a new object. {@code toString()} leaves the
 * password out.
 */
public final class BackendOptions {
  private static final BackendOptions DEFAULTS = new BackendOptions(new Draft());

  private final @Nullable String user;
  private final @Nullable String password;
  private final int poolSize;
  private final Duration connectionTimeout;
  private final int statementCacheSize;
  private final Clock clock;
  private final boolean combining;
  private final boolean tracing;
  private final Duration openTransactionWarning;

  private static final class Draft {
    @Nullable String user;
    @Nullable String password;
    int poolSize = 10;
    Duration connectionTimeout = Duration.ofSeconds(30);
    int statementCacheSize = 256;
    Clock clock = Clock.systemUTC();
    boolean combining = true;
    boolean tracing;
    Duration openTransactionWarning = Duration.ofMinutes(1);
  }

  private BackendOptions(Draft draft) {
    this.user = draft.user;
    this.password = draft.password;
    this.poolSize = draft.poolSize;
    this.connectionTimeout = draft.connectionTimeout;
    this.statementCacheSize = draft.statementCacheSize;
    this.clock = draft.clock;
    this.combining = draft.combining;
    this.tracing = draft.tracing;
    this.openTransactionWarning = draft.openTransactionWarning;
  }

  private BackendOptions with(Consumer<Draft> change) {
    Draft draft = new Draft();
    draft.user = user;
    draft.password = password;
    draft.poolSize = poolSize;
    draft.connectionTimeout = connectionTimeout;
    draft.statementCacheSize = statementCacheSize;
    draft.clock = clock;
    draft.combining = combining;
    draft.tracing = tracing;
    draft.openTransactionWarning = openTransactionWarning;
    change.accept(draft);
    return new BackendOptions(draft);
  }

  /**
   * No user, 10 connections, 30 seconds, 256 statements, the system's clock in UTC, combining, no
   * tracing, a warning after a minute.
   */
  public static BackendOptions defaults() {
    return DEFAULTS;
  }

  public BackendOptions user(String newUser) {
    return with(draft -> draft.user = newUser);
  }

  public BackendOptions password(String newPassword) {
    return with(draft -> draft.password = newPassword);
  }

  /**
   * How many connections the pool opens at most. Where a database has only one, this has no effect.
   *
   * @throws ConfigurationException if less than 1
   */
  public BackendOptions poolSize(int connections) {
    if (connections < 1) {
      throw new ConfigurationException("A pool needs at least 1 connection, not " + connections);
    }
    return with(draft -> draft.poolSize = connections);
  }

  /**
   * How long to wait for a connection from the pool.
   *
   * @throws ConfigurationException if less than 250 milliseconds, which the pool does not allow
   */
  public BackendOptions connectionTimeout(Duration timeout) {
    if (timeout.toMillis() < 250) {
      throw new ConfigurationException("The pool waits at least 250 ms, not " + timeout);
    }
    return with(draft -> draft.connectionTimeout = timeout);
  }

  /**
   * How many prepared statements each connection keeps for reuse; the least recently used go first.
   *
   * @throws ConfigurationException if less than 0
   */
  public BackendOptions statementCacheSize(int statements) {
    if (statements < 0) {
      throw new ConfigurationException("A statement cache cannot hold " + statements);
    }
    return with(draft -> draft.statementCacheSize = statements);
  }

  /** What {@code @CreatedAt} and {@code @UpdatedAt} are read from. */
  public BackendOptions clock(Clock newClock) {
    return with(draft -> draft.clock = newClock);
  }

  /**
   * Whether BEGIN, SAVEPOINT and RELEASE travel in the same round trip as the statement that needs
   * them, where the database and its driver have a way. Turn it off for a proxy between the two
   * that does not understand that; then they go one by one.
   */
  public BackendOptions combining(boolean on) {
    return with(draft -> draft.combining = on);
  }

  /**
   * Whether each scope remembers where in the application it was begun, for warnings and {@link
   * io.nestrel.transaction.TransactionManager#describe()}. Costs a microsecond or more each time.
   */
  public BackendOptions tracing(boolean on) {
    return with(draft -> draft.tracing = on);
  }

  /**
   * How long a transaction may be open before the log warns of it, once.
   *
   * @throws ConfigurationException if less than a millisecond
   */
  public BackendOptions openTransactionWarning(Duration time) {
    if (time.toMillis() < 1) {
      throw new ConfigurationException(
          "A transaction may be open for at least 1 ms before a warning, not " + time);
    }
    return with(draft -> draft.openTransactionWarning = time);
  }

  public @Nullable String user() {
    return user;
  }

  public @Nullable String password() {
    return password;
  }

  public int poolSize() {
    return poolSize;
  }

  public Duration connectionTimeout() {
    return connectionTimeout;
  }

  public int statementCacheSize() {
    return statementCacheSize;
  }

  public Clock clock() {
    return clock;
  }

  TransactionSettings transactionSettings() {
    return new TransactionSettings(combining, tracing, openTransactionWarning);
  }

  /**
   * A pool as these options want it, for a {@link BackendProvider} to add the rest: a new object at
   * each call. Opening it fails at once if the database cannot be reached.
   *
   * @param name the pool's name, for its log
   */
  public HikariConfig poolConfig(String name) {
    HikariConfig config = new HikariConfig();
    config.setPoolName(name);
    config.setUsername(user);
    config.setPassword(password);
    config.setMaximumPoolSize(poolSize);
    config.setConnectionTimeout(connectionTimeout.toMillis());
    config.setInitializationFailTimeout(1);
    return config;
  }

  @Override
  public String toString() {
    return "BackendOptions[user=%s, poolSize=%d, connectionTimeout=%s, statementCacheSize=%d, clock=%s, combining=%s, tracing=%s, openTransactionWarning=%s]"
        .formatted(
            user,
            poolSize,
            connectionTimeout,
            statementCacheSize,
            clock,
            combining,
            tracing,
            openTransactionWarning);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend;

import com.zaxxer.hikari.HikariConfig;
import io.nestrel.error.ConfigurationException;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a backend is opened. Immutable: each method gives a new object. {@code toString()} leaves the
 * password out.
 */
public final class BackendOptions {
  private static final BackendOptions DEFAULTS =
      new BackendOptions(null, null, 10, Duration.ofSeconds(30), 256, Clock.systemUTC());

  private final @Nullable String user;
  private final @Nullable String password;
  private final int poolSize;
  private final Duration connectionTimeout;
  private final int statementCacheSize;
  private final Clock clock;

  private BackendOptions(
      @Nullable String user,
      @Nullable String password,
      int poolSize,
      Duration connectionTimeout,
      int statementCacheSize,
      Clock clock) {
    this.user = user;
    this.password = password;
    this.poolSize = poolSize;
    this.connectionTimeout = connectionTimeout;
    this.statementCacheSize = statementCacheSize;
    this.clock = clock;
  }

  /** No user, 10 connections, 30 seconds, 256 statements, the system's clock in UTC. */
  public static BackendOptions defaults() {
    return DEFAULTS;
  }

  public BackendOptions user(String newUser) {
    return new BackendOptions(
        newUser, password, poolSize, connectionTimeout, statementCacheSize, clock);
  }

  public BackendOptions password(String newPassword) {
    return new BackendOptions(
        user, newPassword, poolSize, connectionTimeout, statementCacheSize, clock);
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
    return new BackendOptions(
        user, password, connections, connectionTimeout, statementCacheSize, clock);
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
    return new BackendOptions(user, password, poolSize, timeout, statementCacheSize, clock);
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
    return new BackendOptions(user, password, poolSize, connectionTimeout, statements, clock);
  }

  /** What {@code @CreatedAt} and {@code @UpdatedAt} are read from. */
  public BackendOptions clock(Clock newClock) {
    return new BackendOptions(
        user, password, poolSize, connectionTimeout, statementCacheSize, newClock);
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
    return "BackendOptions[user=%s, poolSize=%d, connectionTimeout=%s, statementCacheSize=%d, clock=%s]"
        .formatted(user, poolSize, connectionTimeout, statementCacheSize, clock);
  }
}

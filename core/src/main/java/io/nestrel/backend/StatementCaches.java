// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The prepared statements of each of the driver's connections, for as long as that is open.
 * Thread-safe.
 */
final class StatementCaches implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(StatementCaches.class);

  private final int capacity;
  private final boolean generatedKeys;
  private final boolean owned;
  private final IdentityHashMap<Connection, StatementCache> caches = new IdentityHashMap<>();
  private boolean closed;

  /**
   * @param capacity of each
   * @param generatedKeys whether statements have to give the keys that they make back
   * @param owned whether the connections are closed with this
   */
  StatementCaches(int capacity, boolean generatedKeys, boolean owned) {
    this.capacity = capacity;
    this.generatedKeys = generatedKeys;
    this.owned = owned;
  }

  /** The statements of a connection that was here before, for this use of it. */
  synchronized @Nullable StatementCache known(Connection driver) {
    StatementCache cache = caches.get(driver);
    if (cache != null) {
      cache.inUse = true;
    }
    return cache;
  }

  /** Those of a connection that is new, for this use of it. */
  synchronized StatementCache added(Connection driver) throws SQLException {
    for (var connections = caches.keySet().iterator(); connections.hasNext(); ) {
      if (connections.next().isClosed()) {
        connections.remove();
      }
    }
    StatementCache cache = new StatementCache(driver, capacity, generatedKeys);
    caches.put(driver, cache);
    return cache;
  }

  /** The connection goes back. */
  void unused(StatementCache cache) {
    if (!owned) { // it goes on living in somebody else's pool
      synchronized (this) {
        cache.inUse = false;
        if (closed) {
          cache.close();
        }
      }
    }
  }

  /** The connection is given up. */
  synchronized void remove(Connection driver) {
    caches.remove(driver);
  }

  /**
   * Closes own connections even under a transaction, which must not commit afterwards. On those of
   * somebody else's the thread that uses one closes its statements.
   */
  @Override
  public synchronized void close() {
    closed = true;
    for (StatementCache cache : caches.values()) {
      if (owned) {
        try {
          cache.connection().close();
        } catch (SQLException e) {
          log.debug("A connection of a closed backend could not be closed", e);
        }
      } else if (!cache.inUse) {
        cache.close();
      }
    }
    caches.clear();
  }
}

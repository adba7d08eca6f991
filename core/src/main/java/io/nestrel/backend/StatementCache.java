// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The prepared statements of one connection, by their text; the least recently used are closed
 * first. A statement is taken out while it is in use, so that the same text can run twice at once.
 * Not thread-safe: it goes with its connection.
 */
final class StatementCache {
  private static final Logger log = LoggerFactory.getLogger(StatementCache.class);

  private final Connection connection;
  private final int capacity;
  private final Map<String, PreparedStatement> idle;
  private long workedAt = System.nanoTime();

  StatementCache(Connection connection, int capacity) {
    this.connection = connection;
    this.capacity = capacity;
    this.idle = new LinkedHashMap<>(16, 0.75f, true);
  }

  PreparedStatement take(String sql) throws SQLException {
    PreparedStatement statement = idle.remove(sql);
    return statement == null ? connection.prepareStatement(sql) : statement;
  }

  /** Puts a statement back that worked. */
  void giveBack(String sql, PreparedStatement statement) {
    PreparedStatement other = idle.put(sql, statement);
    if (other != null) {
      close(other);
    }
    if (idle.size() > capacity) {
      var eldest = idle.entrySet().iterator();
      close(eldest.next().getValue());
      eldest.remove();
    }
  }

  /** Closes a statement that failed, so that it is prepared anew. */
  static void close(PreparedStatement statement) {
    try {
      statement.close();
    } catch (SQLException e) {
      log.debug("A statement could not be closed", e);
    }
  }

  /** Closes all statements that are not in use. */
  void close() {
    idle.values().forEach(StatementCache::close);
    idle.clear();
  }

  /** Notes that the connection works now. */
  void worked() {
    workedAt = System.nanoTime();
  }

  /**
   * Whether it was noted after that moment that the connection works.
   *
   * @param moment by {@link System#nanoTime}
   */
  boolean workedSince(long moment) {
    return workedAt - moment >= 0;
  }

  Connection connection() {
    return connection;
  }

  int size() {
    return idle.size();
  }
}

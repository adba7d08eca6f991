// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend;

import io.nestrel.dialect.Combined;
import io.nestrel.dialect.TransactionDialect;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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
  private final int generatedKeys;

  /** Null while the statement of a text is in use: its place is kept, so that nothing is made. */
  private final Map<String, @Nullable PreparedStatement> idle;

  private final Map<String, Led> led = new HashMap<>();
  private final Set<String> outdated = new HashSet<>();
  private int lossesSurvived;

  /** Whether the connection is borrowed; for {@link StatementCaches} alone. */
  boolean inUse = true;

  /** What led a statement last, and what they became. */
  private record Led(List<String> controls, Combined combined) {}

  /**
   * @param generatedKeys whether statements have to give the keys that they make back
   */
  StatementCache(Connection connection, int capacity, boolean generatedKeys) {
    this.connection = connection;
    this.capacity = capacity;
    this.generatedKeys =
        generatedKeys ? Statement.RETURN_GENERATED_KEYS : Statement.NO_GENERATED_KEYS;
    this.idle = new LinkedHashMap<>(16, 0.75f, true);
  }

  PreparedStatement take(String sql) throws SQLException {
    PreparedStatement statement = taken(sql);
    return statement == null ? connection.prepareStatement(sql, generatedKeys) : statement;
  }

  /** For a long text that runs many times. */
  PreparedStatement takeLong(String sql, TransactionDialect control) throws SQLException {
    PreparedStatement statement = taken(sql);
    return statement == null ? control.prepareLong(connection, sql, generatedKeys) : statement;
  }

  PreparedStatement take(Combined combined, TransactionDialect control) throws SQLException {
    String text = combined.text();
    PreparedStatement statement = taken(text);
    return statement == null
        ? control.prepare(connection, combined, generatedKeys, outdated.contains(text))
        : statement;
  }

  private @Nullable PreparedStatement taken(String sql) {
    PreparedStatement statement = idle.get(sql);
    if (statement != null) {
      idle.put(sql, null);
    }
    return statement;
  }

  /** A combined text that was prepared too long ago. */
  void outdated(Combined combined) {
    if (outdated.size() >= capacity) {
      outdated.clear();
    }
    outdated.add(combined.text());
  }

  /**
   * The text in which control statements travel with a statement, as the dialect has it; mostly
   * they are those of the last time.
   */
  @Nullable Combined combined(TransactionDialect control, List<String> controls, String sql) {
    Led last = led.get(sql);
    if (last != null && last.controls.equals(controls)) {
      return last.combined;
    }
    Combined combined = control.combined(controls, sql);
    if (combined != null) {
      if (led.size() >= capacity) {
        led.clear();
      }
      led.put(sql, new Led(controls, combined));
    }
    return combined;
  }

  /** Puts a statement back that worked. */
  void giveBack(String sql, PreparedStatement statement) {
    PreparedStatement other = idle.put(sql, statement);
    if (other != null) {
      close(other);
    }
    if (idle.size() > capacity) {
      var eldest = idle.entrySet().iterator();
      PreparedStatement oldest = eldest.next().getValue();
      eldest.remove();
      if (oldest != null) {
        close(oldest);
      }
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
    idle.values().stream().filter(Objects::nonNull).forEach(StatementCache::close);
    idle.clear();
  }

  /** Notes that the connection works now, after so many losses of others. */
  void works(int losses) {
    lossesSurvived = losses;
  }

  /** Whether it is known to have worked after so many losses of others. */
  boolean worksSince(int losses) {
    return lossesSurvived == losses;
  }

  Connection connection() {
    return connection;
  }

  int size() {
    return idle.size();
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.sqlite;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pool of a memory database: one connection for work, and one, never used, that keeps the
 * database alive while the other is replaced.
 */
final class MemoryPool extends HikariDataSource {
  private static final Logger log = LoggerFactory.getLogger(MemoryPool.class);

  private final Connection anchor;

  private MemoryPool(HikariConfig config, Connection anchor) {
    super(config);
    this.anchor = anchor;
  }

  static MemoryPool open(HikariConfig config, DataSource source) {
    config.setDataSource(source);
    try {
      Connection anchor = source.getConnection();
      try {
        return new MemoryPool(config, anchor);
      } catch (RuntimeException e) {
        close(anchor);
        throw e;
      }
    } catch (SQLException e) {
      throw new PoolInitializationException(e);
    }
  }

  @Override
  public void close() {
    super.close();
    close(anchor);
  }

  private static void close(Connection anchor) {
    try {
      anchor.close();
    } catch (SQLException e) {
      log.warn("A memory database could not be closed", e);
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteDataSource;

class MemoryPoolTest {

  /** Has room for one connection. */
  private static final class Small extends SQLiteDataSource {
    final List<Connection> given = new ArrayList<>();

    @Override
    public SQLiteConnection getConnection(String user, String password) throws SQLException {
      if (!given.isEmpty()) {
        throw new SQLException("no room for another");
      }
      SQLiteConnection connection = super.getConnection(user, password);
      given.add(connection);
      return connection;
    }
  }

  @Test
  void a_pool_that_cannot_be_opened_leaves_no_connection_behind() throws SQLException {
    Small source = new Small();
    source.setUrl("jdbc:sqlite:file:memorypool?mode=memory&cache=shared");
    HikariConfig config = new HikariConfig();
    config.setMaximumPoolSize(1);
    assertThatThrownBy(() -> MemoryPool.open(config, source))
        .isInstanceOf(PoolInitializationException.class);
    assertThat(source.given).hasSize(1);
    assertThat(source.given.get(0).isClosed()).isTrue();
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.backend.Backend;
import io.nestrel.error.TransactionTimeoutException;
import io.nestrel.transaction.TransactionOptions;
import java.sql.SQLException;
import java.time.Duration;
import org.apache.commons.dbcp2.BasicDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A pool whose connections unwrap to themselves, and of which closing one gives it back. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ForeignPoolTest {

  private static BasicDataSource pool(String url) {
    BasicDataSource pool = new BasicDataSource();
    pool.setUrl(url + "&disablePipeline=true");
    pool.setMaxTotal(1);
    return pool;
  }

  @ParameterizedTest
  @EnumSource
  void what_a_discarded_connection_had_open_is_rolled_back(Server server) throws SQLException {
    MySqlDatabase database = new MySqlDatabase(server.get());
    TransactionOptions soon = TransactionOptions.defaults().timeout(Duration.ofMillis(300));
    try (BasicDataSource pool = pool(database.url());
        Backend backend = Backend.of(pool)) {
      backend.execute("CREATE TABLE entry (id INTEGER PRIMARY KEY)");
      assertThatThrownBy(
              () ->
                  backend.transaction(
                      soon,
                      () -> {
                        backend.execute("INSERT INTO entry VALUES (1)");
                        backend.query(database.endlessQuery(), Long.class);
                      }))
          .isInstanceOf(TransactionTimeoutException.class);
      backend.transaction(() -> backend.execute("INSERT INTO entry VALUES (2)"));
      assertThat(backend.query("SELECT id FROM entry", Integer.class)).containsExactly(2);
    }
  }

  @Test
  void a_backend_that_is_closed_under_a_stream_leaves_the_pool_alone() throws SQLException {
    try (BasicDataSource pool = pool(Server.MARIADB.get().freshDatabase())) {
      Backend backend = Backend.of(pool);
      try (var rows = backend.stream("SELECT 1 UNION ALL SELECT 2", Integer.class)) {
        backend.close();
        assertThat(rows).containsExactly(1, 2);
      }
      assertThat(pool.getNumActive()).isZero();
      try (var connection = pool.getConnection()) {
        assertThat(connection.isValid(1)).isTrue();
      }
    }
  }
}

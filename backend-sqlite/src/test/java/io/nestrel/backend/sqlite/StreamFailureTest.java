// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.backend.Backend;
import io.nestrel.backend.BackendOptions;
import io.nestrel.error.LockTimeoutException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.Function;
import org.sqlite.SQLiteConnection;

class StreamFailureTest {

  /** SQLite commits at the end of the result; to read on after a failure would begin again. */
  @Test
  void a_stream_whose_commit_fails_does_not_run_its_statement_again(@TempDir Path directory)
      throws SQLException {
    String url =
        "jdbc:sqlite:" + directory.resolve("shop.db") + "?journal_mode=DELETE&busy_timeout=50";
    AtomicInteger runs = new AtomicInteger();
    try (Backend backend = Backend.open(url, BackendOptions.defaults().poolSize(1));
        Connection other = DriverManager.getConnection(url);
        Statement reader = other.createStatement()) {
      backend.execute("CREATE TABLE entry (id INTEGER PRIMARY KEY)");
      backend.execute("INSERT INTO entry VALUES (10), (11)");
      backend.useConnection(connection -> count(connection.unwrap(SQLiteConnection.class), runs));
      ResultSet reading = reader.executeQuery("SELECT id FROM entry");
      assertThat(reading.next()).isTrue();
      try (Stream<Integer> rows =
          backend.stream("INSERT INTO entry VALUES (counted()) RETURNING id", Integer.class)) {
        assertThatThrownBy(rows::toList).isInstanceOf(LockTimeoutException.class);
      }
      reading.close();
      assertThat(runs).hasValue(1);
      assertThat(backend.query("SELECT id FROM entry", Integer.class)).containsExactly(10, 11);
    }
  }

  private static void count(Connection connection, AtomicInteger runs) throws SQLException {
    Function.create(
        connection,
        "counted",
        new Function() {
          @Override
          protected void xFunc() throws SQLException {
            result(runs.incrementAndGet());
          }
        });
  }
}
